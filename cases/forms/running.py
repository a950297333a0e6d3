"""The list of cases, and the steps in a case that runs: who takes part, whom it is about, how it ends."""

from django import forms

from cases.forms.layout import PageForm, text_area
from cases.forms.opening import directors_of, organisations_of
from cases.models import FIRST_PARTS, CaseKind, CaseSignal, CaseState, PartKind
from partners.models import Membership, Municipality, Organisation, Theme
from partners.roles import Role
from signals.models import Signal

ANY_STATE, RUNNING = "all", "running"
STATES = [(RUNNING, "niet gesloten"), *CaseState.choices, (ANY_STATE, "alle")]
WHO_READS = {Role.PARTICIPANT, Role.COORDINATOR, Role.CASE_DIRECTOR}


class CaseFilterForm(PageForm):
    """What to show of the list; every field may stay empty and stands in the address of the page."""

    words = forms.CharField(label="Nummer of titel", required=False, max_length=80)
    state = forms.ChoiceField(label="Status", required=False, choices=STATES)
    kind = forms.ChoiceField(label="Gaat over", required=False, choices=[("", "alles"), *CaseKind.choices])
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label="Thema", required=False, empty_label="alle thema's"
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label="Gemeente", required=False, empty_label="alle gemeenten"
    )
    mine = forms.ChoiceField(
        label="Van wie",
        required=False,
        choices=[("", "alles wat ik mag zien"), ("yes", "alleen die van mij")],
    )

    def __init__(self, data, *, houses):
        super().__init__(data)
        self.fields["theme"].queryset = Theme.objects.filter(house__in=houses)
        self.fields["municipality"].queryset = Municipality.objects.filter(house__in=houses)

    @property
    def chosen(self):
        """The answers that are right; a wrong one does not narrow the list. Without a state what is not closed."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        state = chosen.pop("state", RUNNING)
        if state == RUNNING:
            return chosen | {"closed_at": None}
        return chosen if state == ANY_STATE else chosen | {"state": state}


class ProfileForm(PageForm):
    """What an organisation does in a case and what it reads of it."""

    task = text_area(
        "Wat doet deze organisatie in de casus?",
        "Bijvoorbeeld: houdt contact met het gezin en regelt de dagbesteding.",
        error_messages={"required": "Schrijf wat deze organisatie in de casus doet."},
    )
    parts = forms.MultipleChoiceField(
        label="Wat leest zij, naast het overzicht?",
        choices=PartKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies alleen wat zij voor haar taak nodig heeft. Eigen afspraken ziet zij altijd.",
    )


class JoinForm(ProfileForm):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Welke organisatie doet mee?",
        empty_label="Kies een organisatie",
        help_text="De deelnemers zien de casus vanaf nu, ook wat er al in staat.",
    )
    field_order = ("organisation", "task", "parts")

    def __init__(self, data, *, case):
        super().__init__(data, initial={"parts": FIRST_PARTS})
        others = organisations_of(case.house_id).exclude(pk__in=case.organisation_ids | {case.house_id})
        self.fields["organisation"].queryset = others.order_by("name")


class MembershipField(forms.ModelChoiceField):
    def label_from_instance(self, membership):
        return f"{membership.user.name}, {membership.organisation}"


class DirectorForm(PageForm):
    membership = MembershipField(
        Membership.objects.none(), label="Wie regisseert de casus mee?", empty_label="Kies een casusregisseur"
    )

    def __init__(self, data, *, case):
        super().__init__(data)
        named = [director.membership_id for director in case.current_directors]
        self.fields["membership"].queryset = directors_of(case.house_id).exclude(pk__in=named)


class NamePersonForm(PageForm):
    membership = MembershipField(
        Membership.objects.none(),
        label="Wie mag de casus lezen?",
        empty_label="Kies een persoon",
        help_text="Mensen van organisaties die meedoen. Zij zien de casus ook als die is afgeschermd.",
    )

    def __init__(self, data, *, case):
        super().__init__(data)
        named = [person.membership_id for person in case.named.all()]
        people = Membership.objects.in_force().filter(
            organisation__in=case.organisation_ids, role__in=WHO_READS
        )
        self.fields["membership"].queryset = (
            people.exclude(pk__in=named).select_related("user", "organisation").order_by("user__name")
        )


class HandOverForm(PageForm):
    to = MembershipField(
        label="Welke collega neemt de casus over?",
        queryset=Membership.objects.none(),
        empty_label="Kies een procesregisseur",
        help_text="Is de casus afgeschermd, dan ziet u die daarna zelf niet meer.",
    )

    def __init__(self, data, *, case):
        super().__init__(data)
        colleagues = Membership.objects.in_force().filter(role=Role.COORDINATOR, organisation=case.house_id)
        self.fields["to"].queryset = (
            colleagues.exclude(user=case.coordinator_id).select_related("user").order_by("user__name")
        )


class TakeOverForm(PageForm):
    reason = text_area(
        "Waarom neemt u deze casus over?",
        rows=3,
        error_messages={"required": "Schrijf waarom u deze casus overneemt."},
    )


class LinkSignalForm(PageForm):
    """Takes the number of a signal, gives the signal: only one that the reader may see."""

    signal = forms.CharField(
        label="Nummer van het signaal",
        max_length=16,
        help_text="Bijvoorbeeld S-2026-0412. Deelnemers zien het pas als het ook met hen is gedeeld.",
    )

    def __init__(self, data, *, case, initial=None):
        super().__init__(data, initial=initial)
        self.case = case

    def clean_signal(self):
        number = self.cleaned_data["signal"].upper()
        signal = Signal.objects.filter(number=number, house_id=self.case.house_id).first()
        if signal is None:
            raise forms.ValidationError("Dit signaal is er niet. Controleer het nummer.")
        if CaseSignal.objects.filter(case=self.case, signal=signal).exists():
            raise forms.ValidationError("Dit signaal hoort al bij deze casus. Kies een ander nummer.")
        return signal
