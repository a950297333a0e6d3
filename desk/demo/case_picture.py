"""The picture of two cases, of a person and of a phenomenon; who wrote in it reads it."""

from datetime import timedelta

from cases.models import CaseEvent, CasePartner, Observation, PartKind, TriggerFactor
from cases.services.picture import TOLD
from desk.demo import case_picture_texts as words
from desk.demo.cases import ON_COMING_AGENDA

ONLINE_GROUP = "Online groep die geweld prijst"


def save_pictures(approaches, region, people, clock):
    """Returns how many entries the pictures have."""
    by_title = {approach.plan.title: approach.case for approach in approaches}
    person = Painter(by_title[ON_COMING_AGENDA], region, people, clock)
    person.paint(words.OF_PERSON, words.OF_PERSON_HAPPENED)
    person.correct(words.CORRECTED, words.CORRECTION, words.WHY_CORRECTED)
    person.finish()
    phenomenon = Painter(by_title[ONLINE_GROUP], region, people, clock)
    phenomenon.paint(words.OF_PHENOMENON, words.OF_PHENOMENON_HAPPENED)
    phenomenon.finish()
    return Observation.objects.count() + TriggerFactor.objects.count()


class Painter:
    """Puts rows in the picture of one case, each written soon after its day and not before the case was opened."""

    def __init__(self, case, region, people, clock):
        self.case, self.region, self.people, self.clock = case, region, people, clock
        self.part = case.parts.get(kind=PartKind.PICTURE)
        self.writers = {}  # organisation id: the person who writes for it

    def paint(self, said, happened):
        for one in said:
            self._save(Observation, one)
        for one in happened:
            self._save(TriggerFactor, one)

    def correct(self, first, second, why):
        """What stood there first, and a week later what came in its place."""
        corrects = self._save(Observation, first)
        self._save(Observation, second, corrects=corrects, correction=why, late=7)

    def _save(self, model, one, *, late=0, **more):
        fields = vars(one).copy()
        organisation = self.region.organisation(fields.pop("organisation"))
        days_ago = fields.pop("days_ago")
        writer = self.people.participants[organisation.pk][0].user
        self.writers[organisation.pk] = writer
        return model.objects.create(
            part=self.part,
            organisation=organisation,
            day=self.clock.day(days_ago),
            written_by=writer,
            written_at=self._written_at(days_ago - late),
            **fields,
            **more,
        )

    def _written_at(self, days_ago):
        soon = self.clock.at(days_ago - 2, 10 + days_ago % 6, days_ago % 60)
        return max(soon, self.case.opened_at + timedelta(days=1, minutes=days_ago))

    def finish(self):
        """Who wrote in it reads it; the timeline says so once for each of them."""
        for partner in CasePartner.objects.filter(case=self.case, organisation__in=self.writers):
            partner.parts = sorted({*partner.parts, PartKind.PICTURE})
            partner.save(update_fields=["parts"])
        at = self.case.opened_at + timedelta(days=1)
        CaseEvent.objects.bulk_create(
            CaseEvent(case=self.case, by=writer, at=at, text=TOLD) for writer in self.writers.values()
        )
