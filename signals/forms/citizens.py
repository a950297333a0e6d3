"""The public form: one short question per screen. The desk fills in the same questions for somebody who calls."""

from datetime import date, timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.models import Municipality
from partners.roles import Permission
from signals.forms.fields import LONGEST_TEXT, day, radio, reason_form, text
from signals.forms.privacy import PrivacyCheck
from signals.forms.report import LONGEST_AGO
from signals.models import Channel, IntakeChannel, KnownBy
from signals.queries import open_municipalities, open_themes
from signals.receipts import digits_of, is_well_typed
from zvh.paging import whole_number

SHORTEST_FACTS = 15
TODAY, YESTERDAY, OTHER_DAY = "today", "yesterday", "other"
WHEN = [(TODAY, "vandaag"), (YESTERDAY, "gisteren"), (OTHER_DAY, "op een andere dag")]
LONGEST_TITLE = 120


class Screen(forms.Form):
    """One screen. `known` holds all answers so far, for a question that depends on them."""

    heading = intro = ""
    warns_of_danger = False
    use_required_attribute = False

    def __init__(self, data=None, *, known=None, initial=None):
        super().__init__(data, initial=initial)
        self.known = known or {}
        self.prepare()
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(*self.places())

    def places(self):
        """The fields in order; where one shows only after an answer, in its own place."""
        return list(self.fields)

    def prepare(self):
        """What depends on the database or on earlier answers."""


class WhatForm(Screen):
    heading = "Wat heeft u gezien of gehoord?"
    intro = "Vertel alleen wat er gebeurde. Namen zijn niet nodig."

    facts = text(
        "In uw eigen woorden",
        "Wat gebeurde er, en wat werd er gezegd?",
        rows=6,
        missing="Schrijf op wat u zag of hoorde. Een paar zinnen is genoeg.",
    )

    def clean_facts(self):
        facts = self.cleaned_data["facts"]
        if len(facts) < SHORTEST_FACTS:
            raise ValidationError("Vertel iets meer, zodat wij het begrijpen. Eén hele zin is genoeg.")
        return facts


class WhereForm(Screen):
    heading = "Waar was het?"
    intro = "Zo komt uw melding bij de goede mensen."

    municipality = forms.ModelChoiceField(
        None,
        label="In welke gemeente was het?",
        help_text="Ging het online? Kies dan de gemeente waar u woont.",
        empty_label="Kies een gemeente",
        error_messages={"required": "Kies een gemeente. Dan komt uw melding bij het goede huis."},
    )
    place = forms.CharField(
        label="Waar precies?",
        help_text="Bijvoorbeeld: een plein, een wijk, een school of een website.",
        max_length=120,
        required=False,
    )
    channel = radio(
        "Was het online?",
        [
            (Channel.OFFLINE, "nee, op straat of in een gesprek"),
            (Channel.ONLINE, "ja, online"),
            (Channel.BOTH, "allebei"),
        ],
    )

    def prepare(self):
        self.fields["municipality"].queryset = Municipality.objects.filter(valid_until__isnull=True)


class WhenForm(Screen):
    heading = "Wanneer was het?"
    intro = "Ongeveer is goed genoeg."

    when = radio("Welke dag was het?", WHEN)
    other_day = day(
        "Welke dag?", "Weet u het niet precies? Kies dan een dag die er dichtbij zit.", required=False
    )
    known_by = radio("Hoe weet u dit?", KnownBy.choices)

    def places(self):
        return ["when", Div("other_day", data_show_when="when", data_show_values=OTHER_DAY), "known_by"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == OTHER_DAY and "other_day" not in self.errors:
            self._check_day(cleaned.get("other_day"))
        return cleaned

    def _check_day(self, chosen):
        today = timezone.localdate()
        if chosen is None:
            self.add_error("other_day", "Kies een dag. Hij hoeft niet precies te kloppen.")
        elif chosen > today:
            self.add_error("other_day", "Deze dag moet nog komen. Kies vandaag of een eerdere dag.")
        elif chosen < today - LONGEST_AGO:
            self.add_error("other_day", "Dit is meer dan tien jaar geleden. Klopt het jaar?")


class AboutForm(Screen):
    heading = "Waar gaat het over?"
    intro = "Weet u het niet? Ga dan gewoon verder."

    themes = forms.ModelMultipleChoiceField(
        None,
        label="Past één van deze onderwerpen erbij?",
        help_text="U kunt er meer kiezen, of deze vraag overslaan.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def prepare(self):
        """The themes of the house that gets the report."""
        place = Municipality.objects.filter(pk=whole_number(str(self.known.get("municipality", "")))).first()
        themes = open_themes([place.house_id] if place else [])
        self.fields["themes"].queryset = themes


class ThreatForm(Screen):
    heading = "Bent u bang dat er iets ergs gebeurt?"
    warns_of_danger = True

    has_threat = forms.TypedChoiceField(
        label="Wil iemand een ander of zichzelf iets aandoen, denkt u?",
        choices=[("nee", "nee, of dat weet ik niet"), ("ja", "ja, daar ben ik bang voor")],
        coerce=lambda answer: answer == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee. Weet u het niet? Kies dan nee."},
    )
    threat = text(
        "Waar bent u bang voor?", "Wat is er gezegd of gedaan, en tegen wie?", required=False, rows=3
    )

    def places(self):
        return ["has_threat", Div("threat", data_show_when="has_threat", data_show_values="ja")]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("has_threat") and not cleaned.get("threat"):
            self.add_error("threat", "Schrijf op waar u bang voor bent. Eén zin is genoeg.")
        if cleaned.get("has_threat") is False:
            cleaned["threat"] = ""
        return cleaned


class ContactForm(Screen):
    heading = "Mogen wij u bereiken?"
    intro = (
        "U mag dit overslaan. Dan meldt u anoniem. Vult u het in, dan bewaren wij het apart van uw melding: "
        "alleen wie een goede reden heeft, leest het, en nooit in zijn eentje."
    )

    contact_name = forms.CharField(label="Uw naam", max_length=120, required=False)
    contact_telephone = forms.RegexField(
        r"^[0-9 +()./-]{6,30}$",
        label="Uw telefoonnummer",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"invalid": "Vul een telefoonnummer in, zoals 06 12 34 56 78."},
    )
    contact_email = forms.EmailField(
        label="Uw e-mailadres",
        required=False,
        error_messages={"invalid": "Vul een e-mailadres in, zoals naam@voorbeeld.nl."},
    )

    def clean(self):
        cleaned = super().clean()
        reachable = cleaned.get("contact_telephone") or cleaned.get("contact_email")
        if cleaned.get("contact_name") and not reachable and not self.errors:
            self.add_error(
                "contact_telephone", "Vul ook een telefoonnummer of e-mailadres in, of haal uw naam weg."
            )
        return cleaned


class SendForm(forms.Form):
    """The last screen: what the browser worked out, and a field that no person sees."""

    solution = forms.CharField(required=False, max_length=4_000, widget=forms.HiddenInput)
    website = forms.CharField(
        label="Laat dit veld leeg", required=False, widget=forms.TextInput(attrs={"tabindex": "-1"})
    )

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise ValidationError(
                "Er stond iets in een veld dat leeg moet blijven. Wij hebben het leeggemaakt. Verstuur nog een keer."
            )
        return ""


# In the order of the screens: the facts first.
QUESTIONS = {
    "wat": WhatForm,
    "waar": WhereForm,
    "wanneer": WhenForm,
    "onderwerp": AboutForm,
    "dreiging": ThreatForm,
    "contact": ContactForm,
}


def answers(name, data):
    """What somebody typed on this screen, as text, for the draft; never more than a person would write."""
    kept = {}
    for field in QUESTIONS[name].base_fields:
        if field == "themes":
            kept[field] = [_clean(value) for value in data.getlist(field)][:50]
        else:
            kept[field] = _clean(data.get(field, ""))
    return kept


def _clean(value):
    """PostgreSQL keeps no NUL in JSON."""
    return value.replace("\x00", "")[:LONGEST_TEXT]


def check_all(known):
    """(the first screen that is not right yet or None, all cleaned answers) of a draft."""
    cleaned = {}
    for name, question in QUESTIONS.items():
        form = question(
            {field: known[field] for field in question.base_fields if field in known}, known=known
        )
        if not form.is_valid():
            return name, cleaned
        cleaned |= form.cleaned_data
    return None, cleaned


FREE_TEXT = {"facts": "Wat u zag of hoorde", "place": "Waar", "threat": "Waar u bang voor bent"}


def privacy_of_draft(known, posted):
    """The privacy scan of a draft; `posted` is which button was pressed, if any."""
    data = posted.copy()
    told = known if known.get("has_threat") == "ja" else {**known, "threat": ""}
    for name in FREE_TEXT:
        data[name] = told.get(name, "")
    return PrivacyCheck(data, FREE_TEXT)


def privacy_of_report(posted):
    """The privacy scan of what the desk writes down for somebody."""
    return PrivacyCheck(posted, {name: OnBehalfForm.base_fields[name].label for name in FREE_TEXT})


def report_of(cleaned):
    """The arguments of the services: fields of Signal, themes, contact details or None."""
    fields = {name: cleaned[name] for name in ("facts", "municipality", "place", "channel", "known_by")}
    fields |= {
        "observed_on": _day_of(cleaned),
        "has_threat": cleaned["has_threat"],
        "threat": cleaned["threat"],
        "title": _title(cleaned),
    }
    contact = {name: cleaned[f"contact_{name}"] for name in ("name", "telephone", "email")}
    return {
        "fields": fields,
        "themes": list(cleaned["themes"]),
        "contact": contact if any(contact.values()) else None,
    }


def _day_of(cleaned) -> date:
    ago = {TODAY: 0, YESTERDAY: 1}
    if cleaned["when"] in ago:
        return timezone.localdate() - timedelta(days=ago[cleaned["when"]])
    return cleaned["other_day"]


def _title(cleaned):
    """Only of what was chosen: what was typed may hold a name, and titles stand in lists."""
    subject = ", ".join(theme.name for theme in cleaned["themes"][:2])
    return f"Melding zonder account: {subject or 'geen onderwerp'}, {cleaned['municipality']}"[:LONGEST_TITLE]


class OnBehalfForm(WhatForm, WhereForm, WhenForm, AboutForm, ThreatForm, ContactForm):
    """The desk writes down what somebody tells by phone, by mail or at the counter."""

    intake_channel = radio(
        "Hoe kwam dit binnen?", [one for one in IntakeChannel.choices if one[0] != IntakeChannel.FORM]
    )
    function = radio(
        "Wie vertelt dit?", [("inwoner", "een inwoner"), ("professional", "een professional zonder account")]
    )

    def __init__(self, data=None, *, user):
        self.houses = [m.organisation_id for m in user.membership_for(Permission.SIGNAL_ENTER)]
        super().__init__(data)

    def prepare(self):
        self.fields["municipality"].queryset = open_municipalities(self.houses)
        self.fields["municipality"].help_text = ""
        self.fields["themes"].queryset = open_themes(self.houses)

    def clean(self):
        cleaned = super().clean()
        house = getattr(cleaned.get("municipality"), "house_id", None)
        if house and any(theme.house_id != house for theme in cleaned.get("themes", ())):
            self.add_error("themes", "Kies onderwerpen van het huis van deze gemeente.")
        return cleaned

    @property
    def report(self):
        """The arguments of the service `enter_report`."""
        cleaned = self.cleaned_data
        return {
            **report_of(cleaned),
            "channel": cleaned["intake_channel"],
            "function": cleaned["function"],
        }


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Uw code",
        help_text="Zestien cijfers, in groepen van vier. Spaties mogen, maar hoeven niet.",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Typ de zestien cijfers van uw code."},
    )

    def clean_code(self):
        digits = digits_of(self.cleaned_data["code"])
        if not is_well_typed(digits):
            raise ValidationError(
                "Er zit een typefout in deze code. Kijk of u alle zestien cijfers goed heeft overgenomen."
            )
        return digits


AddForm = reason_form(
    "Wilt u nog iets vertellen?", name="text", missing="Schrijf op wat u nog wilt vertellen."
)
ReplyForm = reason_form("Uw antwoord", name="answer", missing="Schrijf uw antwoord op.")
MessageForm = reason_form(
    "Bericht aan de melder",
    "De melder leest dit als hij zijn code typt. Schrijf niets over de weging.",
    name="text",
    rows=3,
    missing="Schrijf uw bericht op.",
)
ReleaseForm = reason_form(
    "Waarom is dit een echte melding?", rows=3, missing="Schrijf op waarom u de melding vrijgeeft."
)
RejectForm = reason_form(
    "Waarom is dit misbruik?",
    "De melding telt dan niet mee en wordt niet gewogen. De tekst blijft bewaard.",
    rows=3,
    missing="Schrijf op waarom u de melding afwijst.",
)
ContactRequestForm = reason_form(
    "Waarom wilt u de melder bereiken?",
    "Een collega beslist. Uw reden komt in het log.",
    rows=3,
    missing="Schrijf op waarom u de contactgegevens nodig heeft.",
)
