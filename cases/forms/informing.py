"""Was the party told of the case: how, or why not and when to look again. At the opening and later."""

from django import forms
from django.utils import timezone

from cases.forms.layout import PageForm
from signals.forms.fields import day


class CheckedByServer(forms.Textarea):
    """Needed or not depends on another answer, so the browser must not insist."""

    def use_required_attribute(self, initial):
        return False


def informed_field(hint=""):
    return forms.CharField(
        label="Hoe is de betrokkene ingelicht, of waarom nog niet?",
        help_text=f"Ingelicht: door wie en wanneer. Niet ingelicht: waarom niet. {hint}".strip(),
        widget=CheckedByServer(attrs={"rows": 3}),
        error_messages={"required": "Schrijf hoe de betrokkene is ingelicht, of waarom nog niet."},
    )


def again_field():
    return day("Niet ingelicht? Wanneer bekijkt u dat opnieuw?", required=False)


def check_informed(form):
    """Not told: a day to look again, that is still to come. Told: no such day."""
    cleaned = form.cleaned_data
    if cleaned.get("is_informed"):
        cleaned["inform_again_on"] = None
    elif "inform_again_on" in cleaned:
        again_on = cleaned["inform_again_on"]
        if again_on is None:
            form.add_error("inform_again_on", "Kies de dag waarop u opnieuw bekijkt of inlichten kan.")
        elif again_on <= timezone.localdate():
            form.add_error("inform_again_on", "Deze dag is voorbij. Kies een dag die nog komt.")


class InformForm(PageForm):
    is_informed = forms.BooleanField(label="De betrokkene weet van deze aanpak", required=False)
    informed = informed_field()
    inform_again_on = again_field()

    def clean(self):
        super().clean()
        check_informed(self)
        return self.cleaned_data
