"""Every URL as people who have nothing to do with it: what is not theirs does not exist.

One world with marker words in every text of a record; then each stranger asks every URL of the product, with the ids
of that world, by GET and by POST. A page about a record answers 404 (405 where the method is wrong), a list or search
never holds a marker. New URLs take part by themselves; a parameter this file does not know fails the test.
"""

import re
from datetime import timedelta

import pytest
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from meetings.models import (
    Amendment,
    Decision,
    DecisionKind,
    Erratum,
    ItemAction,
    MeetingState,
    Recusal,
    SchoolHoliday,
    StandingTable,
)
from partners.models import Invitation, OrganisationKind
from partners.roles import Permission, Role, has_permission
from signals.models import (
    Attachment,
    ContactRequest,
    Draft,
    Mask,
    MaskedText,
    Party,
    Question,
    Redaction,
    RegisterImport,
    RegisterRow,
    SavedFilter,
    SharingRule,
)
from tests import factories, people
from tests.cases.marked import hang_on
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

MARKER = "Geheimwoord"
# Not about a record of somebody else: one's own account, signing in, the secret of an invitation, health.
OWN = (
    "beheer/organisaties/<int:pk>/partner/",  # the public prosecution works with several houses: each adds it
    "beheer/delen/<int:pk>/",  # the rules for sharing are of the whole installation
    "account/",
    "inloggen/",
    "wachtwoord/",
    "^wachtwoord/",
    "uitloggen/",
    "uitnodiging/",
    "melden/",
    "onderdelen/",
    "overleg/antwoord/",  # the secret of an invitation to a meeting, and of a calendar
    "agenda/",
)
VISITORS_TOO = (
    "inloggen/",
    "wachtwoord/",
    "^wachtwoord/",
    "uitnodiging/",
    "melden/",
    "toegankelijkheid/",
    "static/",
    "overleg/antwoord/",
    "agenda/",
)


def urls(patterns=None, prefix=""):
    for pattern in patterns or get_resolver().url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from urls(pattern.url_patterns, path)
        else:
            yield path


@pytest.fixture
def world():
    """A signal, a meeting, a case and all that hangs on them, of which strangers must learn nothing."""
    house, town, police = people.house(), people.municipality().organisation, people.police()
    desk, officer = people.coordinator(), people.officer()
    director = people.case_director()
    signal = factories.signal(
        officer, title=MARKER, facts=MARKER, meaning=MARKER, place=MARKER, trigger=MARKER
    )
    factories.weighed(signal, notes=MARKER, reason=MARKER)
    share = factories.share(signal, town, by=desk, purpose=MARKER, necessity=MARKER)
    meeting = factories.meeting(by=desk, invited=[town, police])
    item = factories.item(
        meeting, signals=[signal], table=[town, police], title=MARKER, text=MARKER, information=MARKER
    )
    factories.put_meeting(meeting, MeetingState.RELEASED, by=desk)
    factories.contribution(item, town, people.municipality_member(), text=MARKER, released=True)
    case = factories.case(
        by=desk,
        directors=[director],
        partners=[town],
        signals=[signal],
        title=MARKER,
        criteria=MARKER,
        reason=MARKER,
    )
    action = factories.action(by=desk, organisation=town, text=MARKER)
    link = factories.link(factories.signal(officer, title=MARKER), signal, by=desk, reason=MARKER)
    with as_owner():
        question = Question.objects.create(signal=signal, asked_by=desk, text=MARKER)
        asked = ContactRequest.objects.create(signal=signal, requested_by=desk, reason=MARKER)
        party = Party.objects.create(signal=signal, label=MARKER, why=MARKER)
        draft = Draft.objects.create(writer=officer, fields={"title": MARKER})
        named = {"name": f"{MARKER}.jpg", "kind": "jpeg", "size": 9, "state": "clean"}
        file = Attachment.objects.create(signal=signal, uploaded_by=officer, **named)
        register = RegisterImport.objects.create(house=house, uploaded_by=desk, name=MARKER, headers=[MARKER])
        row = {"line": 2, "state": "made", "identity": MARKER, "reference": MARKER, "signal": signal}
        RegisterRow.objects.create(register=register, house=house, **row)
        part = {"signal": signal, "place": "signal.facts", "row": signal.pk, "reason": MARKER}
        mask = Mask.objects.create(n=1, made_by=desk, **part)
        MaskedText.objects.create(mask=mask, text=MARKER)
        redaction = Redaction.objects.create(words=MARKER, proposed_by=desk, **part)
        saved = SavedFilter.objects.create(owner=officer, name=MARKER, query="regime=wpg")
        decision = Decision.objects.create(
            item=item, kind=DecisionKind.APPROACH, text=MARKER, reasons=MARKER, recorded_by=desk
        )
        ItemAction.objects.create(item=item, action=action)
        proposed = {"organisation": town, "proposed_by": desk, "before": MARKER, "text": MARKER}
        amendment = Amendment.objects.create(item=item, field="information", **proposed)
        Erratum.objects.create(item=item, text=MARKER, reason=MARKER, by=desk)
        request = action.requests.create(
            kind="date", due_on=timezone.localdate(), reason=MARKER, asked_by=desk
        )
        action.events.create(kind="reminded", text=MARKER, by=desk)
        membership = officer.memberships.get().pk
        invitation = Invitation.objects.create(
            email="nieuw@test.example",
            name=MARKER,
            organisation=town,
            role=Role.REPORTER,
            digest="0" * 64,
            sent_by=people.administrator(),
            expires_at=timezone.now() + timedelta(days=7),
        )
        seat = meeting.seats.first().pk
        recusal = Recusal.objects.create(item=item, user=people.officer("Wie terugtrad"), by=desk)
        standing = StandingTable.objects.create(house=house, theme=people.theme(), question=MARKER)
        days = {"starts_on": "2027-07-10", "ends_on": "2027-08-22"}
        holiday = SchoolHoliday.objects.create(house=house, name=MARKER, **days).pk
    return hang_on(case, MARKER, town=town, officer=officer) | {
        "membership": membership,
        "signal": signal.number,
        "share": share.pk,
        "link": link.pk,
        "outside_question": factories.outside_question(signal, to_whom=MARKER, text=MARKER).pk,
        "interview": factories.interview(signal, with_whom=MARKER, told=MARKER).pk,
        "standard_text": factories.standard_text(name=MARKER, text=MARKER).pk,
        "question": question.pk,
        "file": file.pk,
        "token": file.token,
        "party": party.pk,
        "contact_request": asked.pk,
        "mask": mask.pk,
        "redaction": redaction.pk,
        "draft": draft.pk,
        "saved_filter": saved.pk,
        "register": register.pk,
        "meeting": meeting.pk,
        "seat": seat,
        "recusal": recusal.pk,
        "standing_table": standing.pk,
        "holiday": holiday,
        "item": item.pk,
        "decision": decision.pk,
        "amendment": amendment.pk,
        "case": case.number,
        "invitation": invitation.pk,
        "action": action.pk,
        "action_request": request.pk,
        "kind": "follow",
        "part": "nu",
        "organisation": town.pk,
        "signal_id": signal.pk,
        "series": meeting.series_id,
        "person": officer.pk,
        "house": house.pk,
        "municipality": signal.municipality_id,
        "theme": people.theme().pk,
        "rule": SharingRule.objects.first().pk,
    }


# Which id belongs in a path: the first line that fits.
IDS = (
    (r"signalen/concept/<int:pk>", "draft"),
    (r"signalen/filters/<int:pk>", "saved_filter"),
    (r"signalen/importeren/<int:pk>", "register"),
    (r"/vragen/<int:pk>", "question"),
    (r"casussen/.*/betrokkenen/<int:pk>", "case_party"),
    (r"/betrokkenen/<int:pk>", "party"),
    (r"/bestanden/<int:pk>", "file"),
    (r"beheer/delen/<int:pk>", "rule"),
    (r"/afschermen/<int:pk>", "mask"),
    (r"/verwijderen/<int:pk>", "redaction"),
    (r"/delen/<int:pk>", "share"),
    (r"/contact/<int:pk>", "contact_request"),
    (r"/koppelingen/<int:pk>", "link"),
    (r"/buitenstaanders/<int:pk>", "outside_question"),
    (r"/gesprekken/<int:pk>", "interview"),
    (r"overleg/reeks/<int:pk>", "series"),
    (r"overleg/tafels/<int:pk>", "standing_table"),
    (r"overleg/vakanties/<int:pk>", "holiday"),
    (r"overleg/punt/<int:pk>", "item"),
    (r"overleg/besluit/<int:pk>", "decision"),
    (r"overleg/wijziging/<int:pk>", "amendment"),
    (r"overleg/<int:pk>", "meeting"),
    (r"casussen/.*/organisaties/<int:pk>", "case_partner"),
    (r"casussen/.*/personen/<int:pk>", "named"),
    (r"casussen/verzoeken/<int:pk>", "partner_request"),
    (r"casussen/.*/waarneming/<int:pk>", "observation"),
    (r"casussen/.*/triggerfactor/<int:pk>", "trigger_factor"),
    (r"casussen/.*/doelen/<int:pk>", "goal"),
    (r"casussen/.*/interventies/<int:pk>", "intervention"),
    (r"casussen/.*/sjablonen/<int:pk>", "template"),
    (r"casussen/.*/journaal/<int:pk>", "journal_entry"),
    (r"casussen/.*<int:pk>", "director"),
    (r"acties/<int:pk>", "action"),
    (r"beheer/mensen/<int:pk>", "person"),
    (r"beheer/uitnodigingen/<int:pk>", "invitation"),
    (r"beheer/(rollen|bevestigen)/<int:pk>", "membership"),
    (r"beheer/organisaties/<int:pk>", "organisation"),
    (r"beheer/gemeenten/<int:pk>", "municipality"),
    (r"beheer/themas/<int:pk>", "theme"),
    (r"beheer/teksten/<int:pk>", "standard_text"),
    (r"beheer/sjablonen/<int:pk>", "template"),
    (r"account/.*<int:pk>", "person"),
)
NAMED = {
    "<signal:number>": "signal",
    "<case:number>": "case",
    "<uuid:token>": "token",
    "<int:organisation_pk>": "organisation",
    "<int:signal_pk>": "signal_id",
    "<int:seat_pk>": "seat",
    "<int:recusal_pk>": "recusal",
    "<int:request_pk>": "action_request",
    "<int:relation_pk>": "relation",
    "<slug:kind>": "kind",
    "<slug:name>": "part",
}


def filled(path, world):
    for parameter, name in NAMED.items():
        path = path.replace(parameter, str(world[name]))
    if "<int:pk>" in path:
        name = next(name for pattern, name in IDS if re.search(pattern, original(path, world)))
        path = path.replace("<int:pk>", str(world[name]))
    assert "<" not in path, f"which id belongs in {path}?"
    return f"/{path}"


def original(path, world):
    return path.replace(str(world["case"]), "C").replace(str(world["signal"]), "S")


def strangers():
    """People of another house in every role, and people of this house who have nothing to do with it."""
    far = people.house("Huis Ver")
    with as_owner():
        town = people.municipality("Verstad", of=far).organisation
    elsewhere = people.organisation("Politie Ver", OrganisationKind.POLICE, house=far)
    places = {Role.REPORTER: elsewhere, Role.PARTICIPANT: town}
    foreign = [people.person(f"Ver {role}", role, places.get(role, far)) for role in Role]
    return [
        *foreign,
        people.outsider(),
        people.officer("Andere agent"),
        people.case_director("Andere regisseur"),
        people.nobody(),
    ]


def test_stranger_finds_no_record_by_any_url(world, login):
    about_a_record = [path for path in urls() if "<" in path and not path.startswith(OWN)]
    wrong = []

    for person in strangers():
        browser = login(person)
        for path in about_a_record:
            address = filled(path, world)
            for ask in (browser.get, browser.post):
                response = ask(address)
                if response.status_code not in {404, 405} and not _may_not_manage(path, response):
                    wrong.append((person.name, ask.__name__, address, response.status_code))

    assert wrong == []


def _may_not_manage(path, response):
    """Administration is refused as a whole; of a series every member of the house knows that it is there.

    The rules for sharing hold for the whole installation: who manages them in any house sets them for all.
    """
    if path.startswith("beheer/delen/") and response.status_code == 200:
        return has_permission(response.wsgi_request.user, Permission.RULES_MANAGE)
    return path.startswith(("beheer/", "overleg/reeks/")) and response.status_code == 403


def test_stranger_reads_no_marker_in_any_list_or_search(world, login):
    lists = [path for path in urls() if "<" not in path and not path.startswith("^")]
    searches = [
        f"signalen/?zoek={MARKER}",
        "signalen/?stand=weighing",
        f"casussen/?words={MARKER}&state=all",
        "acties/?whose=all&progress=open",
    ]
    insider, leaks = login(people.coordinator()), []
    assert [path for path in searches if not _shows_marker(insider, path)] == []

    for person in strangers():
        browser = login(person)
        for path in lists + searches:
            if path.startswith(("uitloggen/", "account/")):
                continue
            if _shows_marker(browser, path):
                leaks.append((person.name, path))

    assert leaks == []


def _shows_marker(browser, path):
    """Whether it stands on the page, apart from what was asked."""
    content = b"".join(browser.get(f"/{path}")).decode(errors="replace")  # pages and files
    return MARKER in re.sub(rf'value="{MARKER}"|(zoek|words)={MARKER}', "", content)


def test_visitor_is_sent_to_the_login_page_by_every_url(world, client):
    open_pages = []

    for path in urls():
        if path.startswith(VISITORS_TOO) or path.startswith("^"):
            continue
        response = client.get(filled(path, world))
        if (
            not (response.status_code == 302 and response.url.startswith("/inloggen/"))
            and response.status_code != 405
        ):
            open_pages.append((path, response.status_code))

    assert open_pages == []


@pytest.mark.parametrize(
    "number", ["S-2026-999999", "S-2026-abc", "%00", "S-2026-0001'--", "C-2026-001", "1"]
)
def test_malformed_unknown_and_foreign_signal_are_the_same_page(login, number):
    foreign = factories.signal()
    browser = login(people.outsider())

    unknown, hidden = browser.get(f"/signalen/{number}/"), browser.get(f"/signalen/{foreign.number}/")

    assert (unknown.status_code, hidden.status_code) == (404, 404)
    assert _without_token(unknown) == _without_token(hidden)


def _without_token(response):
    return re.sub(
        r"(csrfmiddlewaretoken\"? value=\"|X-CSRFToken\"?: ?\"|content=\")[A-Za-z0-9]{64}",
        "",
        _main(response),
    )


def _main(response):
    return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]


def test_ended_membership_ends_everything_at_once(world, login):
    officer = people.officer()
    browser = login(officer)
    assert browser.get(f"/signalen/{world['signal']}/").status_code == 200

    with as_owner():
        ago = timezone.now() - timedelta(minutes=1)  # before this transaction began
        officer.memberships.update(valid_until=ago, ended_at=ago, ended_by=people.administrator())

    assert browser.get(f"/signalen/{world['signal']}/").status_code == 404
