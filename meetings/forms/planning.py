"""Planning: a series, another time for one meeting, who is invited."""

import re
from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from meetings.forms.fields import LaidOut, OrganisationsField, day, organisations_of
from meetings.models import Meeting, Reply, Series
from meetings.services.series import FIXED_ITEMS, MOST_STANDING
from partners.models import Organisation

FURTHEST = timedelta(days=3 * 366)
TOO_FAR = "Dit is meer dan drie jaar vooruit. Kijk de datum na."


def _clock(label):
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def _minutes():
    return forms.IntegerField(label="Duur in minuten", min_value=15, max_value=480, initial=90)


def _reason(help_text="Iedereen die is uitgenodigd, leest dit. Noem geen namen."):
    return forms.CharField(label="Waarom?", max_length=200, help_text=help_text)


def _days(label, initial, help_text):
    return forms.IntegerField(label=label, min_value=0, max_value=40, initial=initial, help_text=help_text)


class StandingField(forms.CharField):
    """Standing items, one a line, each with its minutes in front: '5 Opening'."""

    LINE = re.compile(r"(\d{1,3})\s+(\S.{0,119})")

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found = [self.LINE.fullmatch(line) for line in lines]
        odd = [
            line
            for line, match in zip(lines, found, strict=True)
            if not match or not 1 <= int(match[1]) <= 480
        ]
        if odd:
            raise forms.ValidationError(
                f"Zet het aantal minuten vooraan, zoals '5 Opening'. Kijk na: {odd[0][:80]}"
            )
        if len(lines) > MOST_STANDING:
            raise forms.ValidationError(f"Kies hooguit {MOST_STANDING} vaste punten.")
        return [(match[2], int(match[1])) for match in found]


def standing_text(items):
    return "\n".join(f"{minutes} {title}" for title, minutes in items)


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

    release_days = _days("Agenda vrij", 8, "Zoveel werkdagen voor het overleg.")
    cutoff_days = _days("Inbreng tot", 2, "Zoveel werkdagen voor het overleg.")
    standing = StandingField(
        label="Vaste punten",
        help_text="Eén punt per regel, met de minuten vooraan.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
    )

    class Meta:
        model = Series
        fields = (
            "name",
            "first_on",
            "weeks",
            "starts",
            "minutes",
            "place",
            "release_days",
            "cutoff_days",
            "organisations",
        )

    def __init__(self, *args, house_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = organisations_of(house_id)
        items = FIXED_ITEMS
        if self.instance.pk:
            items = self.instance.standing.values_list("title", "minutes")
        self.fields["standing"].initial = standing_text(items)
        self.lay_out(*self.Meta.fields, "standing")

    def clean(self):
        cleaned = super().clean()
        release, cutoff = cleaned.get("release_days"), cleaned.get("cutoff_days")
        if None not in (release, cutoff) and release <= cutoff:
            self.add_error(
                "release_days", "De agenda gaat eerder vrij dan de inbreng sluit. Kies meer werkdagen."
            )
        return cleaned

    def clean_first_on(self):
        first_on = self.cleaned_data["first_on"]
        if first_on > timezone.localdate() + FURTHEST:
            raise forms.ValidationError(TOO_FAR)
        return first_on

    def _post_clean(self):
        """The service writes the series: no half instance here."""


class MomentForm(LaidOut, forms.Form):
    """When and where one meeting is, and why it is not in the rhythm."""

    on = day("Datum")
    starts = _clock("Begint om")
    minutes = _minutes()
    place = forms.CharField(label="Plaats of link", max_length=300)
    reason = _reason()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("on", "starts", "minutes", "place", "reason")

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


class MoveForm(MomentForm):
    """Another day, time or place for one meeting."""

    def __init__(self, data=None, *, meeting):
        starts_at = timezone.localtime(meeting.starts_at)
        initial = {"on": starts_at.date(), "starts": starts_at.time(), "minutes": meeting.minutes}
        super().__init__(data, initial={**initial, "place": meeting.place})


class CaseMeetingForm(MomentForm):
    """When and where a case is talked about; who takes part is invited."""

    def __init__(self, data=None):
        super().__init__(data, initial={"minutes": 60})
        del self.fields["reason"]
        self.lay_out("on", "starts", "minutes", "place")


class ExtraMeetingForm(MomentForm):
    """One meeting more in a series."""

    def __init__(self, data=None, *, series):
        super().__init__(
            data, initial={"starts": series.starts, "minutes": series.minutes, "place": series.place}
        )


class CancelForm(LaidOut, forms.Form):
    """Why a meeting falls out, and where its items go."""

    reason = _reason()
    carry = forms.BooleanField(
        label="Neem de agendapunten mee naar het volgende overleg", required=False, initial=True
    )

    def __init__(self, data=None, *, following):
        super().__init__(data)
        if following is None:
            del self.fields["carry"]
        else:
            self.fields["carry"].help_text = f"Dat is {following}. Vaste punten staan daar al."
        self.lay_out(*self.fields)


class HolidayForm(LaidOut, forms.Form):
    """A school holiday of a house."""

    name = forms.CharField(label="Naam", max_length=80, help_text="Bijvoorbeeld: meivakantie.")
    starts_on = day("Eerste dag")
    ends_on = day("Laatste dag")

    def __init__(self, data=None):
        super().__init__(data, prefix="vakantie")
        self.lay_out("name", "starts_on", "ends_on")

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "De laatste dag ligt voor de eerste. Kijk de datums na.")
        elif first and last and (last - first).days > 70:
            self.add_error("ends_on", "Dit is langer dan tien weken. Kijk de datums na.")
        return cleaned


class ReplyForm(forms.Form):
    """The answer to an invitation, by its link."""

    reply = forms.ChoiceField(
        label="Komt u?",
        widget=forms.RadioSelect,
        choices=[
            (Reply.ACCEPTED, "Ja, ik kom"),
            (Reply.TENTATIVE, "Misschien"),
            (Reply.DECLINED, "Nee, ik kom niet"),
        ],
    )
    word = forms.CharField(
        label="Toelichting",
        max_length=200,
        required=False,
        help_text="Het huis en uw eigen organisatie lezen dit. Zet hier niets over de agenda.",
    )


class InviteForm(LaidOut, forms.Form):
    """One more organisation at a meeting."""

    organisation = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisation.objects.none(), empty_label="Kies een organisatie"
    )

    def __init__(self, data=None, *, meeting: Meeting):
        super().__init__(data, prefix="genodigde")
        able = organisations_of(meeting.house_id)
        if meeting.case_id:
            able = Organisation.objects.filter(pk__in=meeting.case.organisation_ids).order_by("name")
        invited = meeting.seats.values("organisation")
        self.fields["organisation"].queryset = able.exclude(pk__in=invited)
        self.lay_out("organisation")
