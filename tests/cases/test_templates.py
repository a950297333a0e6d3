"""Templates of tasks: who keeps and reads them, and giving one out: all or nothing, and never twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases import services
from cases.first_templates import FIRST_TEMPLATES
from cases.forms import TemplateTasks
from cases.models import Action, TaskTemplate, TemplateTask, TemplateUse
from partners.workdays import add_workdays
from tests import people
from tests.cases import planning
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

PATH = "/beheer/sjablonen/"


def lines(*tasks):
    """The lines of a template as a browser sends them."""
    sent = {"taak-TOTAL_FORMS": len(tasks), "taak-INITIAL_FORMS": 0}
    for n, (text, days, kind) in enumerate(tasks):
        sent |= {f"taak-{n}-text": text, f"taak-{n}-days": days, f"taak-{n}-kind": kind}
    return sent


TYPED = {
    "name": "Openen",
    "is_active": "on",
    **lines(("Bellen", 5, "police"), ("", 10, ""), ("Praten", 9, "")),
}


def stored():
    with as_owner():
        tasks = TemplateTask.objects.order_by("template", "position")
        return list(tasks.values_list("template__name", "position", "text", "days", "kind"))


def given():
    with as_owner():
        return list(Action.objects.order_by("pk").values_list("text", "organisation__name", "due_on"))


# -- keeping them


def test_administrator_adds_a_template(login):
    people.house()

    response = login(people.administrator()).post(f"{PATH}nieuw/", TYPED, follow=True)

    assert stored() == [("Openen", 1, "Bellen", 5, "police"), ("Openen", 2, "Praten", 9, "")]
    assert "Het sjabloon is bewaard." in response.text
    with as_owner():
        entry = Entry.objects.get(action="save_template")
    assert (entry.kind, entry.details) == ("task_template", {"tasks": 2, "in_use": True})


def test_administrator_changes_a_template_and_takes_a_task_out(login):
    made = planning.template(("Bellen", 5, "police"), ("Schrijven", 7, ""))
    typed = {"name": "Anders", **lines(("", 5, ""), ("Schrijven", 8, ""), ("Praten", 9, ""))}

    login(people.administrator()).post(f"{PATH}{made.pk}/", typed)

    assert stored() == [("Anders", 1, "Schrijven", 8, ""), ("Anders", 2, "Praten", 9, "")]
    with as_owner():
        assert TaskTemplate.objects.get().is_active is False


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        lines(("", 5, "")),
        lines(("Bellen", 0, "")),
        lines(("Bellen", 261, "")),
        lines(("Bellen", "", "")),
        lines(("Bellen", 5, "onbekend")),
        lines(*[("Bellen", 5, "")] * 31),
    ],
)
def test_template_is_whole(login, wrong):
    people.house()

    response = login(people.administrator()).post(f"{PATH}nieuw/", TYPED | wrong)

    assert (response.status_code, stored()) == (200, [])


def test_name_is_taken_once(login):
    planning.template()

    response = login(people.administrator()).post(f"{PATH}nieuw/", TYPED | {"name": "OPENEN"})

    assert "Er is al een sjabloon &#x27;OPENEN&#x27;." in response.text
    assert len(stored()) == 1


@pytest.mark.parametrize("who", ["coordinator", "case_director", "police_member"])
def test_who_is_no_administrator_saves_none(act, login, who):
    user, made = getattr(people, who)(), planning.template()
    answers = {"name": "x", "is_active": True, "tasks": []}

    with act(user):
        for template in (None, made):
            with pytest.raises(NotAllowed):
                services.save_template(template, by=user, house=people.house().house_profile, **answers)
    assert login(user).get(PATH).status_code == 404


def test_administrator_of_another_house_finds_none(login, act):
    made, far = planning.template(), people.house("Huis Ver")
    user = people.administrator("Ver", of=far)

    assert login(user).get(f"{PATH}{made.pk}/").status_code == 404
    with act(user):
        assert (TaskTemplate.objects.count(), TemplateTask.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        *(("administrator", 1), ("coordinator", 1), ("case_director", 1)),
        *(("expert", 0), ("police_member", 0), ("privacy_officer", 0), ("nobody", 0)),
    ],
)
def test_templates_are_read_by_who_keeps_or_gives_them(act, running, who, seen):
    running()
    planning.template()

    with act(getattr(people, who)()):
        assert (TaskTemplate.objects.count(), TemplateTask.objects.count()) == (seen, seen)


def test_first_templates_are_right():
    forms = [TemplateTasks(lines(*tasks)) for tasks in FIRST_TEMPLATES.values()]

    with as_owner():
        services.start_templates(people.house(), FIRST_TEMPLATES)

    assert [form.is_valid() for form in forms] == [True] * len(FIRST_TEMPLATES)
    assert {name for name, *_ in stored()} == set(FIRST_TEMPLATES)


@pytest.mark.parametrize("count", [1, 50])
def test_list_takes_a_fixed_number_of_queries(login, count_queries, count):
    for number in range(count):
        planning.template(name=f"Sjabloon {number}")
    browser = login(people.administrator())

    assert count_queries(lambda: browser.get(PATH)) == 5


# -- giving one out


def address(case, template):
    return reverse("cases:apply-template", args=[case.number, template.pk])


def sent(browser, case, template, **changes):
    """The form as it comes, with what is typed over it."""
    form = browser.get(address(case, template)).context["form"]
    fields = {"form": form["form"].value(), "goal": ""}
    for line in form.lines:
        values = {field.name: field.value() for field in line}
        fields |= {f"{line.prefix}-{name}": value for name, value in values.items()}
        fields[f"{line.prefix}-is_chosen"] = "on"
    return fields | changes


def test_whole_template_is_given_at_once(login, running):
    case, browser = running(), login(people.case_director())
    template = planning.template(("Bellen", 5, "police"), ("Schrijven", 10, "house"))

    response = browser.post(address(case, template), sent(browser, case, template), follow=True)

    today = timezone.localdate()
    assert given() == [
        ("Bellen", "Politie", add_workdays(today, 5)),
        ("Schrijven", "Veiligheidshuis Noord", add_workdays(today, 10)),
    ]
    assert "De 2 afspraken zijn gemaakt." in response.text
    assert "Openen" in response.text


def test_task_is_left_out_and_another_is_changed(login, running):
    case, browser = running(), login(people.coordinator())
    template, day = planning.template(("Bellen", 5, "police"), ("Schrijven", 10, "")), timezone.localdate()
    with as_owner():
        first, second = template.tasks.all()
    goal = planning.goal(case)
    typed = sent(browser, case, template, goal=goal.pk)
    del typed[f"taak-{first.pk}-is_chosen"]
    typed |= {f"taak-{second.pk}-text": "Mailen", f"taak-{second.pk}-due_on": day}
    typed |= {f"taak-{second.pk}-who": f"o{people.house().pk}", f"taak-{first.pk}-text": ""}

    browser.post(address(case, template), typed)

    assert given() == [("Mailen", "Veiligheidshuis Noord", day)]
    with as_owner():
        assert Action.objects.get().goal == goal


def test_one_wrong_task_gives_none_and_keeps_what_was_typed(login, running):
    case, browser = running(), login(people.coordinator())
    template = planning.template(("Bellen", 5, "police"), ("Schrijven", 10, ""))
    with as_owner():
        first = template.tasks.first()

    response = browser.post(
        address(case, template), sent(browser, case, template, **{f"taak-{first.pk}-text": "Getypt"})
    )

    assert given() == []
    assert "Bij een taak moet nog iets anders." in response.text
    assert ">\nGetypt</textarea>" in response.text


def test_nothing_chosen_gives_none(login, running):
    case, browser, template = running(), login(people.coordinator()), planning.template()
    typed = {name: value for name, value in sent(browser, case, template).items() if "is_chosen" not in name}

    response = browser.post(address(case, template), typed)

    assert ("Kies minstens één taak." in response.text, given()) == (True, [])


def test_second_click_gives_nothing_double(login, running):
    case, browser, template = running(), login(people.coordinator()), planning.template()
    typed = sent(browser, case, template)

    browser.post(address(case, template), typed)
    again = browser.post(address(case, template), typed, follow=True)

    assert len(given()) == 1
    assert "Er is niets dubbel gemaakt." in again.text


def test_template_is_given_again_by_a_new_form(login, running):
    case, browser, template = running(), login(people.coordinator()), planning.template()

    for _ in range(2):
        browser.post(address(case, template), sent(browser, case, template))

    assert len(given()) == 2


def agreements(*texts, organisation=None):
    day = timezone.localdate() + timedelta(days=7)
    who = {"organisation": organisation or people.police(), "owner": None}
    return [{"text": text, "due_on": day, **who} for text in texts]


def test_of_two_clicks_at_once_one_gives(committed, running):
    case, by, template, form = running(), people.coordinator(), planning.template(), uuid4()
    made = []

    def click():
        chosen = {"form": form, "agreements": agreements("Bellen")}
        made.append(services.apply_template(case, template, by=by, **chosen))

    waited, said = planning.two_at_once((by, click), (by, click))

    assert (waited, said, len(given()), made[1]) == (True, [], 1, None)


def test_refused_halfway_gives_none(act, running, django_capture_on_commit_callbacks):
    case, by, template = running(), people.coordinator(), planning.template()
    stranger = people.organisation("Zorg")
    chosen = agreements("Bellen") + agreements("Schrijven", organisation=stranger)

    with act(by), django_capture_on_commit_callbacks(execute=True), pytest.raises(WrongState):
        services.apply_template(case, template, by=by, form=uuid4(), agreements=chosen)

    assert (given(), mail.outbox) == ([], [])
    with as_owner():
        assert TemplateUse.objects.count() == 0


def test_partner_gives_out_no_template(act, running):
    case, by, template = running(), people.police_member(), planning.template()

    with act(by), pytest.raises(NotAllowed):
        services.apply_template(case, template, by=by, form=uuid4(), agreements=agreements("x"))


def test_closed_case_takes_no_template(act, running, closed):
    case, by, template = running(), people.coordinator(), planning.template()
    closed(case)

    with act(by), pytest.raises(WrongState, match="gesloten"):
        services.apply_template(case, template, by=by, form=uuid4(), agreements=agreements("x"))


def test_template_of_another_house_or_out_of_use_is_not_there(login, running):
    case, far = running(), people.house("Huis Ver")
    browser = login(people.coordinator())
    made = [planning.template(of=far, name="Ver"), planning.template(is_active=False)]

    assert [browser.get(address(case, one)).status_code for one in made] == [404, 404]
    assert "Er is nog geen sjabloon" in browser.get(reverse("cases:choose-template", args=[case.number])).text


def test_shielded_case_asks_persons(login, running):
    case, browser, template = running(is_restricted=True), login(people.coordinator()), planning.template()

    response = browser.post(address(case, template), sent(browser, case, template))

    assert ("Kies een persoon die de casus leest" in response.text, given()) == (True, [])


@pytest.mark.parametrize("count", [1, 30])
def test_form_takes_a_fixed_number_of_queries(login, running, count_queries, count):
    case, browser = running(), login(people.coordinator())
    template = planning.template(*[(f"Taak {n}", 5, "police") for n in range(count)])

    assert count_queries(lambda: browser.get(address(case, template))) == 13
