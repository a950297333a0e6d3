"""What the table decided, what somebody promised, what the driehoek answered."""

from django import forms
from django.utils import timezone

from meetings.forms.fields import LaidOut, day, text_area
from meetings.models import NEEDS, Decision, DecisionKind, Seat, kinds_at
from partners.models import Colleague, Membership, Organisation, OrganisationKind
from partners.roles import Role

AT_TABLES = (Role.PARTICIPANT, Role.COORDINATOR, Role.EXPERT, Role.CASE_DIRECTOR)
POLICE = (OrganisationKind.POLICE, OrganisationKind.PROSECUTION)
CARE = (OrganisationKind.MUNICIPALITY, OrganisationKind.CARE)


class DecisionForm(LaidOut, forms.Form):
    """The kind first; what that kind needs besides is asked one step further (KindForm)."""

    kind = forms.ChoiceField(
        label="Soort besluit",
        help_text="Een aanpak opent een casus op de Wgs of een eigen taak. Op de wet PGA kan dat alleen na een advies "
        "dat de gezagsdriehoek overneemt.",
    )
    text = text_area("Wat is besloten?", rows=2)
    reasons = text_area("Waarom?", "De redenen waarmee de tafel dit besloot.", rows=2)

    def __init__(self, data=None, *, meeting, decision=None):
        names = ("kind", "text", "reasons")
        known = {name: getattr(decision, name) for name in names} if decision else None
        super().__init__(data, prefix="besluit", initial=known)
        kinds = [(kind.value, kind.label) for kind in kinds_at(meeting)]
        self.fields["kind"].choices = [("", "Kies een soort"), *kinds]
        if meeting.case_id:
            self.fields["kind"].help_text = ""
        self.lay_out(*names)

    @property
    def needs_more(self):
        return bool(NEEDS.get(self.cleaned_data["kind"]))


TEXT = {
    DecisionKind.COMMUNICATION: "Wat wordt er gezegd?",
    DecisionKind.MORE_INFORMATION: "Wat wilt u weten?",
}
ORGANISATION = {
    DecisionKind.MORE_INFORMATION: (
        "Van wie?",
        "Die organisatie krijgt hiervoor een actie. Is het een vraag aan de melder? Kies dan het veiligheidshuis.",
    ),
    DecisionKind.CARE_ROUTE: (
        "Naar welke organisatie?",
        "Daarna kunt u de signalen met die organisatie delen.",
    ),
    DecisionKind.POLICE: ("Naar wie?", "Daarna kunt u de signalen met die organisatie delen."),
    DecisionKind.SHARE: ("Met wie?", "Daarna deelt u de signalen een voor een, met grondslag en einddatum."),
    DecisionKind.NOT_SHARED: ("Met welke organisatie deelt u niet?", ""),
}
PLANNED_ON = {
    DecisionKind.FOLLOW: "Wanneer kijkt u hier weer naar?",
    DecisionKind.MORE_INFORMATION: "Voor welke dag?",
    DecisionKind.COMMUNICATION: "Wanneer?",
}


class KindForm(LaidOut, forms.Form):
    """A decision of one kind, with what that kind needs and no more."""

    text = text_area("Wat is besloten?", rows=2)
    reasons = text_area("Waarom?", "De redenen waarmee de tafel dit besloot.", rows=2)
    organisation = forms.ModelChoiceField(None, empty_label="Kies een organisatie")
    speaker = forms.CharField(label="Wie zegt het?", max_length=120)
    planned_on = day("")

    def __init__(self, data=None, *, item, kind, initial=None):
        super().__init__(data, prefix="besluit", initial=initial)
        needed = NEEDS[kind]
        for name in {"organisation", "speaker", "planned_on"} - set(needed):
            del self.fields[name]
        self.fields["text"].label = TEXT.get(kind, self.fields["text"].label)
        if kind == DecisionKind.NOT_SHARED:
            self.fields["reasons"].label = "Waarom deelt u niet?"
        if "organisation" in needed:
            field = self.fields["organisation"]
            field.label, field.help_text = ORGANISATION[kind]
            field.queryset = _choices(item, kind)
        if "planned_on" in needed:
            self.fields["planned_on"].label = PLANNED_ON[kind]
        self.lay_out("text", "reasons", *needed)

    def clean_planned_on(self):
        planned_on = self.cleaned_data["planned_on"]
        if planned_on < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies een dag die nog komt.")
        return planned_on


def _choices(item, kind):
    """Whom a decision of this kind can be about; never a participant whom the others at the table do not see."""
    house = item.meeting.house_id
    partners = Organisation.objects.filter(partnerships__house=house, is_active=True)
    if kind == DecisionKind.MORE_INFORMATION:
        partners = Organisation.objects.filter(pk__in=[house, *_asked_at(item)])
    elif kind == DecisionKind.POLICE:
        partners = partners.filter(kind__in=POLICE)
    elif kind == DecisionKind.CARE_ROUTE:
        partners = partners.filter(kind__in=CARE)
    hidden = Seat.objects.filter(meeting=item.meeting_id, is_hidden=True)
    return partners.exclude(pk__in=hidden.values("organisation")).order_by("name")


def _asked_at(item):
    invited = item.meeting.seats.values_list("organisation", flat=True)
    return {*invited, *item.places.values_list("organisation", flat=True)}


class DriehoekForm(LaidOut, forms.Form):
    """What mayor, police and prosecution did with an advice."""

    NAMES = ("answer", "on", "who", "reason")
    answer = forms.ChoiceField(
        label="Wat besloot de driehoek?", choices=Decision.DriehoekAnswer, widget=forms.RadioSelect
    )
    on = day("Op welke dag?")
    who = forms.CharField(
        label="Wie besloten?",
        help_text="Bijvoorbeeld: burgemeester van Hoorn, teamchef en gebiedsofficier.",
        max_length=200,
    )
    reason = text_area("Met welke reden?", rows=3)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.lay_out(*self.fields)

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul in wanneer de driehoek besloot.")
        return on


class CorrectDriehoekForm(DriehoekForm):
    """The same again, with why it was not right; what stood there can still be read."""

    correction = text_area("Waarom verbetert u dit?", "Wat er stond, blijft leesbaar.", rows=2)

    def __init__(self, data=None, *, decision):
        known = {name: getattr(decision, f"driehoek_{name}") for name in self.NAMES}
        super().__init__(data, initial=known)


class ActionForm(LaidOut, forms.Form):
    """What somebody promised. The owner is an organisation ('o7') or a person by his membership ('p12')."""

    text = forms.CharField(label="Wat gaat er gebeuren?", max_length=300)
    owner = forms.ChoiceField(label="Wie doet het?")
    due_on = day("Uiterlijk")

    def __init__(self, data=None, *, organisations):
        super().__init__(data, prefix="actie")
        self.fields["owner"].choices = [("", "Kies wie het doet"), *_owners(organisations)]
        self.lay_out("text", "owner", "due_on")

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies een dag die nog komt.")
        return due_on

    def clean(self):
        cleaned = super().clean()
        owner = cleaned.pop("owner", "")
        if owner.startswith("o"):
            cleaned["organisation"] = Organisation.objects.get(pk=owner[1:])
        elif owner:
            people = Membership.objects.select_related("user", "organisation")
            cleaned["owner"] = people.get(pk=owner[1:])
            cleaned["organisation"] = cleaned["owner"].organisation
        return cleaned


def _owners(organisations):
    """Organisations first, then the people who work there."""
    names = {organisation.pk: organisation.name for organisation in organisations}
    people = Colleague.objects.filter(organisation__in=names, role__in=AT_TABLES)
    yield "Organisaties", [(f"o{pk}", name) for pk, name in sorted(names.items(), key=lambda pair: pair[1])]
    yield "Personen", [(f"p{one.pk}", f"{one.name}, {names[one.organisation_id]}") for one in people]
