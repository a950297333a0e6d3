"""Who hides, opens and shows parts of a text again; that nobody types a mark; and what is told of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit.models import Entry
from partners.models import Grant
from signals import services
from signals.models import Mask, MaskedText, Party, Question, Signal, WeighingState
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.masks.steps import ask, hide, lines, text
from zvh.exceptions import NotAllowed

pytestmark = pytest.mark.django_db
FACTS = "Jan Jansen stond bij het plein. Later kwam Jan Jansen terug met een ander."


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def signal():
    return factories.signal(title="Ruzie bij Jan Jansen", facts=FACTS, place="Plein 3")


# -- nobody types a mark


def test_mark_that_a_reporter_types_becomes_ordinary_text(act, desk):
    signal = factories.signal(title="⟦afgeschermd 1⟧", facts="Zie ⟦afgeschermd 1⟧ en ⟦verwijderd⟧, Jan.")
    with act(desk):
        mask = hide(signal, desk, "Jan")
    assert (text(signal), text(signal, "title")) == (
        "Zie [afgeschermd 1] en [verwijderd], ⟦afgeschermd 1⟧.",
        "[afgeschermd 1]",
    )

    with act(desk):
        services.show_part(mask, by=desk, reason="r")

    assert text(signal) == "Zie [afgeschermd 1] en [verwijderd], Jan."


def test_mark_in_an_answer_a_message_or_a_party_is_not_kept(act, signal, desk):
    with as_owner():
        question = Question.objects.create(signal=signal, text="Wie?", asked_by=desk)
        party = Party.objects.create(signal=signal, label="⟦A⟧", why="⟦verwijderd⟧")
    with act(signal.reported_by):
        services.answer_question(question, by=signal.reported_by, answer="⟦afgeschermd 9⟧")

    with as_owner():
        question.refresh_from_db()
        party.refresh_from_db()
    assert (question.answer, party.label, party.why) == ("[afgeschermd 9]", "[A]", "[verwijderd]")


def test_text_that_is_changed_keeps_its_own_marks_and_gets_no_others(act, signal, desk):
    with act(desk):
        hide(signal, desk, "plein")
        Signal.objects.filter(pk=signal.pk).update(
            facts="Bij ⟦afgeschermd 1⟧ of ⟦afgeschermd 2⟧ of ⟦verwijderd⟧."
        )

    assert text(signal) == "Bij ⟦afgeschermd 1⟧ of [afgeschermd 2] of [verwijderd]."


def test_mark_is_not_kept_either_when_the_owner_of_the_tables_writes(signal):
    """A function of the database that writes for somebody is no way round it."""
    with as_owner():
        Signal.objects.filter(pk=signal.pk).update(facts="Zie ⟦afgeschermd 1⟧.")

    assert text(signal) == "Zie [afgeschermd 1]."


def test_asked_question_cannot_be_rewritten(act, signal, desk):
    with as_owner():
        question = Question.objects.create(signal=signal, text="Wie?", asked_by=desk)

    for words in ("Anders?", "⟦verwijderd⟧"):
        with act(desk), pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
            Question.objects.filter(pk=question.pk).update(text=words)


# -- who


@pytest.mark.parametrize(
    "who", [people.officer, people.police_member, people.municipality_member, people.outsider]
)
def test_who_is_not_of_the_desk_hides_and_opens_nothing(act, signal, desk, who):
    user = who()
    factories.share(signal, people.municipality().organisation)
    with act(desk):
        mask = hide(signal, desk)

    for step in (
        lambda: hide(signal, user, "plein"),
        lambda: services.open_part(mask, by=user, reason="r"),
        lambda: services.show_part(mask, by=user, reason="r"),
    ):
        with act(user), pytest.raises(NotAllowed):
            step()


@pytest.mark.parametrize(
    "call", ["hide_part(%s, 'signal.facts', %s, 'plein', 1, 'r')", "show_part(%s + 0 * %s, 'r')"]
)
@pytest.mark.parametrize("who", [people.officer, people.police_member, people.outsider, people.nobody])
def test_database_hides_and_shows_for_the_desk_alone(act, signal, desk, who, call):
    with act(desk):
        mask = hide(signal, desk)
    first = signal.pk if "hide" in call else mask.pk

    with act(who()), pytest.raises(DatabaseError, match="not of the desk"), transaction.atomic():
        ask(f"SELECT zvh.{call}", first, signal.pk)


def test_desk_of_another_house_sees_no_mask(act, signal, desk):
    with act(desk):
        hide(signal, desk)
    far = people.coordinator("Ver", of=people.house("Huis Ver"))
    there = dict.fromkeys((desk, people.expert(), far, signal.reported_by, people.police_member()))

    for user in there:
        with act(user):
            there[user] = Mask.objects.count()

    assert list(there.values()) == [1, 1, 0, 0, 0]


def test_part_is_read_by_who_opened_it_for_an_hour_and_nobody_else(act, signal, desk):
    with act(desk):
        mask = hide(signal, desk)
        before = MaskedText.objects.count()
        services.open_part(mask, by=desk, reason="Aangifte")
        opened = list(MaskedText.objects.values_list("text", flat=True))
    with act(people.expert()):
        other = MaskedText.objects.count()
    with as_owner():
        Grant.objects.update(until=timezone.now() - timedelta(minutes=1))
    with act(desk):
        after = MaskedText.objects.count()

    assert (before, opened, other, after) == (0, ["Jan Jansen"], 0, 0)


def test_who_stepped_back_from_the_signal_no_longer_reads_what_he_opened(act, signal, desk):
    with act(desk):
        services.open_part(hide(signal, desk), by=desk, reason="r")
    item = factories.item(factories.meeting(), signals=[signal])
    with as_owner():
        item.recusals.create(user=desk, by=desk)

    with act(desk):
        assert (Mask.objects.count(), MaskedText.objects.count()) == (0, 0)


def test_reporter_reads_the_mark_like_everybody(act, signal, desk):
    with act(desk):
        hide(signal, desk, nth=0)

    with act(signal.reported_by):
        assert "Jan" not in Signal.objects.get().facts


def test_nobody_changes_or_removes_a_mask_by_himself(act, signal, desk):
    with act(desk):
        mask = hide(signal, desk)
        services.open_part(mask, by=desk, reason="r")
        for change in (
            lambda: Mask.objects.update(reason="x"),
            lambda: Mask.objects.all()._raw_delete("default"),
            lambda: Mask.objects.create(
                signal=signal, n=9, place="signal.facts", row=1, reason="r", made_by=desk
            ),
            lambda: MaskedText.objects.update(text="x"),
            lambda: MaskedText.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                change()


# -- what is told


def test_timeline_and_log_say_that_and_not_what(act, signal, desk):
    with act(desk):
        mask = hide(signal, desk)
        services.open_part(mask, by=desk, reason="r")
        services.show_part(mask, by=desk, reason="r")

    assert lines(signal, for_desk=False) == [
        "Een deel van de tekst is afgeschermd",
        "Een afgeschermd deel van de tekst is weer te lezen",
    ]
    assert lines(signal, for_desk=True) == ["Een verborgen deel van de tekst is geopend"]
    with as_owner():
        logged = list(Entry.objects.order_by("pk").values_list("action", "number", "details"))
    assert [(action, number) for action, number, _ in logged] == [
        (action, signal.number) for action in ("hide_part", "open_part", "show_part")
    ]
    assert "Jan" not in str(logged)


def test_signal_that_is_weighed_can_still_have_a_hidden_part(act, signal, desk):
    factories.weighed(
        signal,
        WeighingState.DONE,
        outcome="trend_only",
        reason="r",
        decided_by=desk,
        decided_at=timezone.now(),
    )

    with act(desk):
        assert hide(signal, desk).n == 1
