"""Planning: a series, another time for one meeting, who is invited."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from meetings.forms.fields import LaidOut, OrganisationsField, day, organisations_of
from meetings.models import Meeting, Series
from partners.models import Organisation

FURTHEST = timedelta(days=3 * 366)
TOO_FAR = "Dit is meer dan drie jaar vooruit. Kijk de datum na."


def _clock(label):
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _minutes():
    return forms.IntegerField(label="Duur in minuten", min_value=15, max_value=480, initial=90)


class SeriesForm(LaidOut, forms.ModelForm):
    """How a meeting comes back. `house_id` decides who can be invited."""

    name = forms.CharField(label="Naam", max_length=80, initial="Integraal informatieoverleg")
    first_on = day("Eerste keer")
    weeks = forms.IntegerField(label="Elke hoeveel weken?", min_value=1, max_value=52, initial=3)
    starts = _clock("Begint om")
    minutes = _minutes()
    place = forms.CharField(label="Plaats", max_length=120)
    organisations = OrganisationsField(
        label="Wie is altijd uitgenodigd?",
        help_text="Zij horen wanneer het overleg is, en zien na vrijgave de punten voor alle genodigden.",
        queryset=Organisation.objects.none(),
        error_messages={"required": "Kies minstens één organisatie."},
    )

    class Meta:
        model = Series
        fields = ("name", "first_on", "weeks", "starts", "minutes", "place", "organisations")

    def __init__(self, *args, house_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = organisations_of(house_id)
        self.lay_out(*self.Meta.fields)

    def clean_first_on(self):
        first_on = self.cleaned_data["first_on"]
        if first_on > timezone.localdate() + FURTHEST:
            raise forms.ValidationError(TOO_FAR)
        return first_on

    def _post_clean(self):
        """The service writes the series: no half instance here."""


class MoveForm(LaidOut, forms.Form):
    """Another day, time or place for one meeting."""

    on = day("Datum")
    starts = _clock("Begint om")
    minutes = _minutes()
    place = forms.CharField(label="Plaats", max_length=120)

    def __init__(self, data=None, *, meeting):
        starts_at = timezone.localtime(meeting.starts_at)
        initial = {"on": starts_at.date(), "starts": starts_at.time(), "minutes": meeting.minutes}
        super().__init__(data, initial={**initial, "place": meeting.place})
        self.lay_out("on", "starts", "minutes", "place")

    def clean(self):
        cleaned = super().clean()
        on, starts = cleaned.pop("on", None), cleaned.pop("starts", None)
        if on and starts:
            cleaned["starts_at"] = timezone.make_aware(datetime.combine(on, starts))
            if cleaned["starts_at"] < timezone.now():
                self.add_error("on", "Dit moment is voorbij. Kies een moment dat nog komt.")
            elif cleaned["starts_at"] > timezone.now() + FURTHEST:
                self.add_error("on", TOO_FAR)
        return cleaned


class InviteForm(LaidOut, forms.Form):
    """One more organisation at a meeting."""

    organisation = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisation.objects.none(), empty_label="Kies een organisatie"
    )

    def __init__(self, data=None, *, meeting: Meeting):
        super().__init__(data, prefix="genodigde")
        invited = meeting.seats.values("organisation")
        self.fields["organisation"].queryset = organisations_of(meeting.house_id).exclude(pk__in=invited)
        self.lay_out("organisation")
