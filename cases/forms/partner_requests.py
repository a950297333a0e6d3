"""What is asked of or by an organisation about taking part, and the answers."""

from django import forms
from django.utils import timezone

from cases.forms.layout import PageForm, text_area
from cases.forms.opening import organisations_of
from cases.forms.requests import AnswerForm
from cases.forms.running import WHO_READS, ProfileForm
from partners.models import Colleague, Membership, Organisation
from partners.roles import Permission
from signals.forms.fields import day


class AskToJoinForm(PageForm):
    number = forms.RegexField(
        r"^[Cc]-\d{4}-\d{3,7}$",
        label="Nummer van de casus",
        help_text="Bijvoorbeeld C-2026-014. U hoort het nummer van wie aan de casus werkt.",
        error_messages={"invalid": "Schrijf het nummer zoals C-2026-014."},
    )
    membership = forms.ModelChoiceField(
        Membership.objects.none(), label="Voor welke organisatie?", empty_label=None
    )
    reason = text_area(
        "Waarom wil uw organisatie meedoen?",
        "Wat kunt u bijdragen? Schrijf geen namen van betrokkenen op.",
        error_messages={"required": "Schrijf waarom uw organisatie wil meedoen."},
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        own = user.memberships.in_force().filter(
            pk__in=[one.pk for one in user.membership_for(Permission.CASE_ANSWER)]
        )
        field = self.fields["membership"]
        field.queryset = own.select_related("organisation")
        field.label_from_instance = lambda membership: str(membership.organisation)
        field.initial = own.first()

    def clean_number(self):
        return self.cleaned_data["number"].upper()


class AskPartnerForm(PageForm):
    """Whom is asked: an organisation, or in a shielded case one person of it ('o7' or 'm12')."""

    to = forms.ChoiceField(label="Aan wie vraagt u dit?")
    text = text_area("Waarom?", error_messages={"required": "Schrijf wat u vraagt en waarom."}, rows=4)

    def __init__(self, data, *, case, organisations):
        super().__init__(data)
        self.organisations = {one.pk: one for one in organisations}
        self.people = {}
        if case.is_restricted:
            found = Colleague.objects.filter(organisation__in=self.organisations, role__in=WHO_READS)
            self.people = {one.pk: one for one in found.order_by("name")}
        self.fields["to"].choices = [("", "Maak een keuze"), *self._choices(case)]

    def _choices(self, case):
        if not case.is_restricted:
            return [(f"o{pk}", str(one)) for pk, one in self.organisations.items()]
        return [
            (f"m{pk}", f"{one.name}, {self.organisations[one.organisation_id]}")
            for pk, one in self.people.items()
        ]

    def clean(self):
        cleaned = super().clean()
        to = cleaned.pop("to", "")
        person = self.people.get(int(to[1:])) if to.startswith("m") else None
        organisation = int(to[1:]) if to.startswith("o") else person and person.organisation_id
        return cleaned | {"organisation": self.organisations.get(organisation), "membership": person}


class ReferForm(AskPartnerForm):
    """One task for an organisation of the house, also one that does not take part."""

    due_on = day("Uiterlijk", required=False)

    def __init__(self, data, *, case):
        organisations = organisations_of(case.house_id).exclude(pk=case.house_id).order_by("name")
        super().__init__(data, case=case, organisations=organisations)
        text = self.fields["text"]
        text.label = "Welke taak vraagt u, en waarom?"
        text.help_text = "De organisatie leest dit voordat zij ja zegt. Schrijf niet meer dan zij moet weten."

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Kies een dag die nog komt.")
        return due_on


class OfferLeadForm(AskPartnerForm):
    def __init__(self, data, *, case):
        partners = [one.organisation_id for one in case.partners.all() if not one.left_at and not one.is_lead]
        super().__init__(data, case=case, organisations=Organisation.objects.filter(pk__in=partners))
        self.fields["to"].help_text = "De organisatie moet zelf nog ja of nee zeggen."


class AnswerJoinForm(AnswerForm, ProfileForm):
    """Yes with a task and what the organisation reads, or no with a reason."""

    field_order = ("is_agreed", "task", "parts", "answer")

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["is_agreed"].label = "Mag de organisatie meedoen?"
        self.fields["task"].required = False
        self.fields["answer"].help_text = "Bij 'nee' is dit nodig. De organisatie leest uw antwoord."

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_agreed") and not cleaned.get("task"):
            self.add_error("task", "Schrijf wat deze organisatie in de casus doet.")
        return cleaned


class ReturnForm(PageForm):
    result = text_area(
        "Wat heeft de taak opgeleverd?",
        "Uw organisatie doet daarna niet meer mee aan de casus, als zij er alleen voor deze taak bij was.",
        rows=4,
        error_messages={"required": "Schrijf wat de taak heeft opgeleverd."},
    )


class LeaveForm(PageForm):
    reason = text_area(
        "Waarom stopt deze organisatie?",
        "Wie aan de casus werkt, leest dit.",
        error_messages={"required": "Schrijf waarom de organisatie stopt."},
    )
