"""Standard texts: who keeps and reads them, which words are filled in, the preview, and the first ones."""

import pytest

from audit.models import Entry
from partners import services
from partners.forms.texts import MEANINGS, StandardTextForm, preview_of, words_by_kind
from partners.models import PLACEHOLDERS, StandardText, TextKind, filled_in
from partners.texts import FIRST_TEXTS
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

PATH = "/beheer/teksten/"
TYPED = {"kind": "question", "name": "Wanneer", "text": "Over {nummer}: wanneer was het?", "is_active": "on"}


def stored():
    with as_owner():
        return list(StandardText.objects.order_by("id"))


def test_administrator_adds_a_text(login):
    house = people.house()

    response = login(people.administrator()).post(f"{PATH}nieuw/", TYPED, follow=True)

    (kept,) = stored()
    assert (kept.house, kept.kind, kept.name, kept.text) == (house, "question", "Wanneer", TYPED["text"])
    assert "De tekst is toegevoegd." in response.text
    with as_owner():
        entry = Entry.objects.get(action="save_text")
    assert (entry.kind, entry.object_id) == ("standard_text", kept.pk)
    assert entry.details == {"kind": "question", "in_use": True}


def test_administrator_changes_a_text_and_takes_it_out_of_use(login):
    text = factories.standard_text()
    typed = TYPED | {"name": "Hoe laat", "is_active": ""}

    login(people.administrator()).post(f"{PATH}{text.pk}/", typed)

    assert [(one.name, one.text, one.is_active) for one in stored()] == [("Hoe laat", TYPED["text"], False)]


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (
            "question",
            "Dag {nmmer}",
            "{nmmer} kan niet in deze soort tekst. U kunt gebruiken: {nummer}, {gemeente}",
        ),
        ("question", "{a} {b}", "{a} en {b} kunnen niet in deze soort tekst."),
        ("question", "{}", "{} kan niet in deze soort tekst."),
        ("question", "{huis.email}", "{huis.email} kan niet in deze soort tekst."),
        (
            "outside",
            "Over {nummer}",
            "{nummer} kan niet in deze soort tekst. U kunt gebruiken: {einddatum}, {huis}",
        ),
        ("outside", "In {gemeente}", "{gemeente} kan niet in deze soort tekst."),
        (
            "message",
            "Over {nummer}",
            "{nummer} kan niet in deze soort tekst. U kunt gebruiken: {datum}, {huis}",
        ),
    ],
)
def test_unknown_word_is_named_with_those_that_can(login, kind, text, sentence):
    people.house()

    response = login(people.administrator()).post(f"{PATH}nieuw/", TYPED | {"kind": kind, "text": text})

    assert sentence in response.text
    assert f">\n{text}</textarea>" in response.text
    assert stored() == []


@pytest.mark.parametrize("missing", ["kind", "name", "text"])
def test_text_is_whole(login, missing):
    people.house()

    response = login(people.administrator()).post(f"{PATH}nieuw/", TYPED | {missing: ""})

    assert (response.status_code, stored()) == (200, [])


@pytest.mark.parametrize("text", ["Dag, {naam van ons", "een } los", "{", "50% {huis} %s {{"])
def test_loose_brace_is_just_a_sign(text):
    form = StandardTextForm({**TYPED, "text": text}, instance=StandardText(house=people.house()))

    assert form.is_valid()
    assert filled_in(text, {"huis": "X"}) == text.replace("{huis}", "X")


def test_name_is_taken_once_for_each_kind(login):
    factories.standard_text()
    browser = login(people.administrator())

    same = browser.post(f"{PATH}nieuw/", TYPED | {"name": "WANNEER"})
    other = browser.post(f"{PATH}nieuw/", TYPED | {"kind": "outside", "text": "Wanneer?"})

    assert "Er is al een tekst &#x27;WANNEER&#x27; van deze soort." in same.text
    assert TYPED["text"] in same.text
    assert (other.status_code, len(stored())) == (302, 2)


def test_preview_shows_example_values_and_saves_nothing(login):
    people.house()

    response = login(people.administrator()).post(f"{PATH}nieuw/", TYPED | {"preview": "1"})

    assert "Over S-2026-0412: wanneer was het?" in response.text
    assert f">\n{TYPED['text']}</textarea>" in response.text
    assert stored() == []


def test_preview_stands_on_the_page_of_a_text(login):
    text = factories.standard_text(text="Wij zijn {huis}.")

    assert "Wij zijn Veiligheidshuis Noord." in login(people.administrator()).get(f"{PATH}{text.pk}/").text


def test_every_word_is_explained_and_has_an_example():
    house = people.house().house_profile
    words = {word for known in PLACEHOLDERS.values() for word in known}

    assert set(PLACEHOLDERS) == set(TextKind)
    assert words == set(MEANINGS)
    assert "{" not in preview_of(" ".join(f"{{{word}}}" for word in words), house)
    assert [kind for kind, _ in words_by_kind()] == [kind.label for kind in TextKind]


@pytest.mark.parametrize("kind", [TextKind.MESSAGE, TextKind.OUTSIDE])
def test_number_of_a_signal_is_for_nobody_without_an_account(kind):
    assert "nummer" not in PLACEHOLDERS[kind]


@pytest.mark.parametrize("who", ["coordinator", "expert", "privacy_officer", "police_member"])
def test_who_is_no_administrator_saves_none(act, who):
    user, house = getattr(people, who)("Wie"), people.house().house_profile
    text = factories.standard_text()

    with act(user):
        for standard in (None, text):
            with pytest.raises(NotAllowed):
                services.save_text(standard, by=user, house=house, kind="question", name="x", text="x")


def test_administrator_of_another_house_saves_and_sees_none(login, act):
    text, far = factories.standard_text(), people.house("Huis Ver")
    user = people.administrator("Ver", of=far)

    with act(user):
        assert StandardText.objects.count() == 0
        with pytest.raises(NotAllowed):
            services.save_text(text, by=user, house=far.house_profile, kind="question", name="x", text="x")
    assert login(user).get(f"{PATH}{text.pk}/").status_code == 404


def test_service_refuses_a_name_that_is_there(act):
    factories.standard_text()
    user = people.administrator()

    with act(user), pytest.raises(WrongState, match="al een tekst"):
        services.save_text(
            None, by=user, house=people.house().house_profile, kind="question", name="wanneer", text="x"
        )


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("administrator", 1),
        ("coordinator", 1),
        ("expert", 1),
        ("privacy_officer", 0),
        ("police_member", 0),
        ("officer", 0),
        ("nobody", 0),
    ],
)
def test_texts_are_read_by(act, who, seen):
    factories.standard_text()

    with act(getattr(people, who)()):
        assert StandardText.objects.count() == seen


def test_first_texts_are_right_for_their_kind():
    house = people.house()

    problems = [
        StandardTextForm(
            {"kind": kind, "name": name, "text": text, "is_active": "on"}, instance=StandardText(house=house)
        ).errors
        for kind, name, text in FIRST_TEXTS
    ]

    assert problems == [{}] * len(FIRST_TEXTS)
    assert {kind for kind, _, _ in FIRST_TEXTS} == set(TextKind)


def test_list_is_empty_at_first(login):
    people.house()

    assert "Nog geen vaste teksten" in login(people.administrator()).get(PATH).text


@pytest.mark.parametrize("count", [1, 50])
def test_list_takes_a_fixed_number_of_queries(login, count_queries, count):
    for number in range(count):
        factories.standard_text(name=f"Tekst {number}")
    browser = login(people.administrator())

    assert count_queries(lambda: browser.get(PATH)) == 4
