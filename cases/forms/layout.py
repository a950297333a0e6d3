"""How every form of this app stands on its page: fields only, the page draws the form around them."""

from crispy_forms.helper import FormHelper
from django import forms


def bare_helper(layout=None):
    helper = FormHelper()
    helper.form_tag, helper.disable_csrf = False, True
    if layout:
        helper.layout = layout
    return helper


class PageForm(forms.Form):
    """A form that a page draws with `{% crispy form %}`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper()
        say_what_to_do(self.fields)

    @property
    def typed(self):
        """The texts as they were typed, to show when the form itself can no longer be sent."""
        return "\n".join(value for value in self.cleaned_data.values() if isinstance(value, str))


def say_what_to_do(fields):
    """Instead of 'this field is required', for the fields that say nothing of their own."""
    for field in fields.values():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            is_choice = hasattr(field, "choices")
            field.error_messages["required"] = "Kies een antwoord." if is_choice else "Vul dit in."


def text_area(label, help_text="", *, rows=3, **kwargs):
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )
