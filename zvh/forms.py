"""What the forms of all apps share."""

from django.db import transaction

from zvh.exceptions import WrongState


def acted(form, act):
    """Whether it was done, whole. If not, somebody was first: the form says so and keeps what was typed."""
    try:
        with transaction.atomic():
            act(form.cleaned_data)
    except WrongState as refused:
        form.add_error(None, str(refused))
        return False
    return True
