"""Preparing a meeting: what becomes of a proposal, standing tables, minutes of an item, taking part again."""

from django import forms

from meetings.forms.fields import LaidOut, OrganisationsField, organisations_of, text_area
from meetings.models import Meeting, MeetingState
from partners.models import Municipality, Organisation, Theme


class RejectForm(LaidOut, forms.Form):
    reason = text_area("Waarom niet?", "Dit lezen alleen de procesregisseurs van uw huis.", rows=3)
    is_closed = forms.BooleanField(
        label="Ook de volgende keren niet",
        help_text="Het komt dan pas terug als er iets nieuws is. Anders staat het bij het volgende overleg weer bij de "
        "voorstellen.",
        required=False,
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.lay_out("reason", "is_closed")


class MoveProposalForm(LaidOut, forms.Form):
    to = forms.ModelChoiceField(
        label="Naar welk overleg?", queryset=Meeting.objects.none(), empty_label="Kies een overleg"
    )

    def __init__(self, data=None, *, meeting):
        super().__init__(data)
        later = Meeting.objects.filter(
            house=meeting.house_id,
            starts_at__gt=meeting.starts_at,
            state=MeetingState.PLANNED,
            case__isnull=True,
        )
        self.fields["to"].queryset = later.select_related("series").order_by("starts_at")
        self.lay_out("to")


class StandingTableForm(LaidOut, forms.Form):
    """Who usually sits at a table; without a theme or a municipality it fits every one."""

    theme = forms.ModelChoiceField(
        label="Thema", queryset=Theme.objects.none(), required=False, empty_label="Elk thema"
    )
    municipality = forms.ModelChoiceField(
        label="Gemeente", queryset=Municipality.objects.none(), required=False, empty_label="Elke gemeente"
    )
    organisations = OrganisationsField(label="Wie zit aan tafel?", queryset=Organisation.objects.none())
    question = text_area(
        "Vaste vraag",
        "Deze vraag staat klaar bij elk punt. Per punt kunt u de vraag aanpassen.",
        rows=3,
        required=False,
    )
    is_active = forms.BooleanField(label="In gebruik", required=False)

    def __init__(self, data=None, *, table):
        super().__init__(data, initial=_values_of(table))
        self.fields["theme"].queryset = Theme.objects.filter(house=table.house_id).order_by("name")
        towns = Municipality.objects.filter(house=table.house_id)
        self.fields["municipality"].queryset = towns.order_by("name")
        self.fields["organisations"].queryset = organisations_of(table.house_id)
        self.lay_out("theme", "municipality", "organisations", "question", "is_active")


def _values_of(table):
    values = {name: getattr(table, f"{name}_id") for name in ("theme", "municipality")}
    seated = list(table.organisations.values_list("pk", flat=True)) if table.pk else []
    return values | {"question": table.question, "is_active": table.is_active, "organisations": seated}


class MinutesForm(forms.Form):
    """How long one item takes, in its line on the agenda."""

    minutes = forms.IntegerField(label="Minuten", min_value=1, max_value=480)


class UndoRecusalForm(LaidOut, forms.Form):
    reason = text_area("Waarom kan deze persoon weer meedoen?", "De reden komt in het log.", rows=3)

    def __init__(self, data=None):
        super().__init__(data)
        self.lay_out("reason")
