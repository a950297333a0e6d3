"""Every service of signals with the line it leaves in the timeline, or the reason why it leaves none."""

from datetime import date, timedelta

from django.utils import timezone

from partners.models import OrganisationKind
from signals import services
from signals.files import vault
from signals.models import Attachment, LinkKind, Outcome, Question, Signal, WeighingState
from signals.receipts import secret_of
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.clocks import stop
from tests.signals.masks.steps import confirm
from tests.signals.outside.links import asked
from tests.signals.outside.links import secret_of as link_secret_of
from tests.signals.steps import CRITERIA, a_share, decided, submitted, talk
from zvh.actor import acting_as

# Services that leave no line, each with its reason. The keys of both tables together are all services of signals.
SILENT = {
    "A_DAY": "a number",
    "add_rule": "about no signal",
    "change_rule": "about no signal",
    "house_of": "changes nothing",
    "longest_share": "changes nothing",
    "rule_of": "changes nothing",
    "may_add": "changes nothing",
    "save_draft": "not a signal yet",
    "discard_draft": "not a signal yet",
    "begin_citizen_draft": "not a signal yet",
    "keep_answers": "not a signal yet",
    "discard_citizen_draft": "not a signal yet",
    "submit_citizen": "the database writes its first line: tests/signals/citizens",
    "enter_report": "the database writes its first line: tests/signals/citizens",
    "save_filter": "about no signal",
    "remove_filter": "about no signal",
    "inquire": "about no signal: who asks may not learn which",
    "start_upload": "no file yet: its line comes when it is checked",
    "add_part": "no file yet: its line comes when it is checked",
    "add_file": "no file yet: its line comes when it is checked",
    "drop_file": "what never became a record",
    "Where": "a kind of thing",
    "is_sent": "changes nothing",
    "stamp": "changes nothing",
    "restore_draft": "not a signal yet",
    "furthest_stop": "changes nothing",
    "send_reminders": "about many signals: the log has them",
    "refuse_second_correction": "changes nothing",
    "note_silence": "the database writes its line: tests/signals/outside",
    **dict.fromkeys(
        (
            *("bring_register", "break_off", "check_register", "choose_sheet", "confirm_register"),
            *("drop_register", "match_columns", "matching_of", "propose_register", "resume_register"),
            *("return_register", "stop_register", "work_on_register"),
        ),
        "about a file; each signal made of it begins with its line: tests/signals/register",
    ),
    "check_file": "tells 'Bestand toegevoegd': tests/signals/files",
}


class World:
    """A signal in the middle of its weighing, one without an account, and people who do something with them."""

    def __init__(self):
        self.desk, self.second, self.officer = people.coordinator(), people.expert(), people.officer()
        self.signal = factories.signal(self.officer, facts="Jan stond er.")
        self.other = factories.signal(self.officer)
        with as_owner():
            self.town = people.organisation("Zorg", OrganisationKind.CARE, house=people.house())
        factories.sharing_rules()
        factories.weighed(self.signal, WeighingState.WEIGHING)

    def state(self, state, **fields):
        factories.weighed(self.signal, state, **fields)
        return self.signal

    def proposed(self):
        fields = {"outcome": Outcome.NO_ACTION, "reason": "r", "decided_by": self.second}
        return self.state(WeighingState.TO_CONFIRM, decided_at=timezone.now(), **fields)

    def done(self):
        fields = {"outcome": Outcome.TREND_ONLY, "reason": "r", "decided_by": self.second}
        return self.state(WeighingState.DONE, decided_at=timezone.now(), **fields)

    def question(self):
        self.state(WeighingState.ASKED)
        with as_owner():
            return Question.objects.create(signal=self.signal, text="Waar?", asked_by=self.desk)

    def share(self):
        return factories.share(self.signal, self.town, by=self.desk)

    def file(self, state="clean"):
        values = {"name": "a.pdf", "kind": "pdf", "size": 9, "state": state}
        with as_owner():
            file = Attachment.objects.create(signal=self.signal, uploaded_by=self.officer, **values)
        vault.keep(file.token, vault.COPY, b"%PDF-1.7")
        return file

    def nameless(self, state=WeighingState.NEW):
        """From here on it is about a signal without an account, which the desk entered."""
        with acting_as(self.desk):
            fields = {"title": "t", "facts": "f", "municipality": people.municipality(), "known_by": "told"}
            receipt = services.enter_report(
                by=self.desk,
                channel="phone",
                function="inwoner",
                contact={"name": "", "telephone": "06", "email": ""},
                fields=fields | {"observed_on": date(2026, 11, 10)},
            )
        self.key = secret_of(receipt.code)
        with as_owner():
            self.signal = Signal.objects.get(pk=receipt.signal.pk)
        return self.state(state)

    def asked_contact(self):
        with as_owner():
            return self.nameless().contact_requests.create(requested_by=self.second, reason="r")

    def question_by_code(self):
        self.nameless()
        return self.question()

    def asked_outside(self):
        one = asked(self.signal, by=self.desk)
        self.key = link_secret_of(one)
        return one.question

    def stopped(self):
        question = self.question()
        with acting_as(self.desk):
            stop(question.signal, self.desk)
        return question.signal

    def words(self, words="Jan"):
        return {"place": "signal.facts", "row": self.signal.pk, "words": words, "nth": 1, "reason": "r"}

    def mask(self):
        with acting_as(self.desk):
            return services.hide_part(self.signal, by=self.desk, **self.words())

    def redaction(self):
        with acting_as(self.desk):
            return services.propose_redaction(self.signal, by=self.desk, **self.words())


CAST = {"desk": lambda w: {"user": w.desk}, "second": lambda w: {"user": w.second}}
CAST |= {"officer": lambda w: {"user": w.officer}, "key": lambda w: {"key": w.key}}
# service → (who, what is there before, what is done, the lines it leaves)
TOLD = {
    "submit": (
        "officer",
        lambda w: None,
        lambda w, _: setattr(w, "signal", submitted(w.officer)),
        ["Gemeld"],
    ),
    "start_weighing": (
        "desk",
        lambda w: w.state(WeighingState.NEW),
        lambda w, it: services.start_weighing(it, by=w.desk),
        ["In behandeling genomen"],
    ),
    "save_criteria": (
        "desk",
        lambda w: w.signal,
        lambda w, it: services.save_criteria(it, by=w.desk, criteria=CRITERIA, notes=""),
        ["Criteria bewaard"],
    ),
    "decide": (
        "desk",
        lambda w: w.signal,
        lambda w, it: decided(it, w.desk, Outcome.TREND_ONLY),
        ["Afgerond", "Gewogen: alleen voor het trendbeeld"],
    ),
    "confirm_no_action": (
        "desk",
        lambda w: w.proposed(),
        lambda w, it: services.confirm_no_action(it, by=w.desk),
        ["Afgerond", "'Geen actie' bevestigd"],
    ),
    "return_to_weighing": (
        "desk",
        lambda w: w.proposed(),
        lambda w, it: services.return_to_weighing(it, by=w.desk, reason="te snel"),
        ["Terug naar de weging: te snel"],
    ),
    "weigh_again": (
        "desk",
        lambda w: w.done(),
        lambda w, it: services.weigh_again(it, by=w.desk, reason="nieuws"),
        ["Opnieuw in weging: nieuws"],
    ),
    "ask_reporter": (
        "desk",
        lambda w: w.signal,
        lambda w, it: services.ask_reporter(it, by=w.desk, text="Waar?"),
        ["Vraag gesteld aan de melder"],
    ),
    "go_on_without_answer": (
        "desk",
        lambda w: w.state(WeighingState.ASKED),
        lambda w, it: services.go_on_without_answer(it, by=w.desk),
        ["Verder gegaan zonder antwoord van de melder"],
    ),
    "answer_question": (
        "officer",
        lambda w: w.question(),
        lambda w, it: services.answer_question(it, by=w.officer, answer="Hier."),
        ["Vraag beantwoord door de melder"],
    ),
    "answer_by_code": (
        "key",
        lambda w: w.question_by_code(),
        lambda w, it: services.answer_by_code(it, answer="Hier."),
        ["Vraag beantwoord door de melder"],
    ),
    "add_message": (
        "key",
        lambda w: w.nameless(),
        lambda w, it: services.add_message(it, text="Nog iets."),
        ["Bericht van de melder"],
    ),
    "send_message": (
        "desk",
        lambda w: w.nameless(),
        lambda w, it: services.send_message(it, by=w.desk, text="Dank."),
        ["Bericht aan de melder"],
    ),
    "release_held": (
        "desk",
        lambda w: w.nameless(WeighingState.HELD),
        lambda w, it: services.release_held(it, by=w.desk, reason="echt"),
        ["Gecontroleerd en vrijgegeven"],
    ),
    "reject_held": (
        "desk",
        lambda w: w.nameless(WeighingState.HELD),
        lambda w, it: services.reject_held(it, by=w.desk, reason="onzin"),
        ["Afgewezen als misbruik"],
    ),
    "request_contact": (
        "desk",
        lambda w: w.nameless(),
        lambda w, it: services.request_contact(it, by=w.desk, reason="bellen"),
        ["Gevraagd om contactgegevens"],
    ),
    "decide_contact": (
        "desk",
        lambda w: w.asked_contact(),
        lambda w, it: services.decide_contact(it, by=w.desk, is_granted=True),
        ["Inzage in contactgegevens toegestaan"],
    ),
    "give_share": (
        "desk",
        lambda w: w.signal,
        lambda w, it: services.give_share(it, by=w.desk, **a_share(w.town)),
        ["Gedeeld met een organisatie"],
    ),
    "extend_share": (
        "desk",
        lambda w: w.share(),
        lambda w, it: services.extend_share(
            it, by=w.desk, valid_until=timezone.now() + timedelta(days=60), necessity="nog"
        ),
        ["Delen verlengd"],
    ),
    "end_share": (
        "desk",
        lambda w: w.share(),
        lambda w, it: services.end_share(it, by=w.desk, reason="klaar"),
        ["Delen gestopt"],
    ),
    "open_identity": (
        "desk",
        lambda w: factories.named_party(w.signal, "Naam"),
        lambda w, it: services.open_identity(it, by=w.desk, reason="r"),
        ["Identiteit van een betrokkene geopend"],
    ),
    "open_original": (
        "desk",
        lambda w: w.file(),
        lambda w, it: services.open_original(it, by=w.desk, reason="r"),
        ["Origineel van een bestand geopend"],
    ),
    "release_file": (
        "desk",
        lambda w: w.file("unscanned"),
        lambda w, it: services.release_file(it, by=w.desk, reason="r"),
        ["Bestand vrijgegeven zonder scan"],
    ),
    "link_signals": (
        "desk",
        lambda w: w.signal,
        lambda w, it: services.link_signals(it, by=w.desk, other=w.other, kind=LinkKind.RELATED, reason="r"),
        ["Gekoppeld aan een ander signaal"],
    ),
    "merge_signals": (
        "desk",
        lambda w: w.signal,
        lambda w, it: services.merge_signals(it, by=w.desk, other=w.other, reason="r"),
        ["Samengevoegd met een ander signaal"],
    ),
    "end_link": (
        "desk",
        lambda w: factories.link(w.signal, w.other, by=w.desk),
        lambda w, it: services.end_link(it, by=w.desk, reason="r"),
        ["Losgemaakt van een ander signaal"],
    ),
    "mark_followed_up": (
        "desk",
        lambda w: w.signal,
        lambda w, it: services.mark_followed_up(it, by=w.desk),
        ["Er is vervolg gegeven"],
    ),
    "ask_outside": (
        "desk",
        lambda w: w.signal,
        lambda w, it: asked(it, by=w.desk),
        ["Vraag gesteld aan een buitenstaander"],
    ),
    "answer_outside": (
        "key",
        lambda w: w.asked_outside(),
        lambda w, it: services.answer_outside(it, answer="Ja."),
        ["Antwoord van een buitenstaander"],
    ),
    "withdraw_outside": (
        "desk",
        lambda w: w.asked_outside(),
        lambda w, it: services.withdraw_outside(it, by=w.desk, reason="r"),
        ["Vraag aan een buitenstaander ingetrokken"],
    ),
    "keep_interview": (
        "desk",
        lambda w: w.signal,
        lambda w, it: services.keep_interview(it, by=w.desk, **talk(w.desk)),
        ["Gesprek met een betrokkene vastgelegd"],
    ),
    "stop_clock": (
        "desk",
        lambda w: w.question().signal,
        lambda w, it: stop(it, w.desk),
        ["Klok stilgezet"],
    ),
    "start_clock": (
        "desk",
        lambda w: w.stopped(),
        lambda w, it: services.start_clock(it, by=w.desk),
        ["De klok loopt weer, na 0 werkdagen stilstand"],
    ),
    "hide_part": (
        "desk",
        lambda w: w.signal,
        lambda w, it: services.hide_part(it, by=w.desk, **w.words()),
        ["Een deel van de tekst is afgeschermd"],
    ),
    "open_part": (
        "desk",
        lambda w: w.mask(),
        lambda w, it: services.open_part(it, by=w.desk, reason="r"),
        ["Een verborgen deel van de tekst is geopend"],
    ),
    "show_part": (
        "desk",
        lambda w: w.mask(),
        lambda w, it: services.show_part(it, by=w.desk, reason="r"),
        ["Een afgeschermd deel van de tekst is weer te lezen"],
    ),
    "propose_redaction": (
        "desk",
        lambda w: w.signal,
        lambda w, it: services.propose_redaction(it, by=w.desk, **w.words()),
        ["Voorgesteld om een deel van de tekst definitief te verwijderen"],
    ),
    "propose_redaction_of_mask": (
        "desk",
        lambda w: w.mask(),
        lambda w, it: services.propose_redaction_of_mask(it, by=w.desk, reason="r"),
        ["Voorgesteld om een deel van de tekst definitief te verwijderen"],
    ),
    "confirm_redaction": (
        "second",
        lambda w: w.redaction(),
        lambda w, it: confirm(it, by=w.second),
        ["Een deel van de tekst is definitief verwijderd"],
    ),
    "withdraw_redaction": (
        "desk",
        lambda w: w.redaction(),
        lambda w, it: services.withdraw_redaction(it, by=w.desk),
        ["Voorstel om een deel van de tekst te verwijderen is ingetrokken"],
    ),
}
