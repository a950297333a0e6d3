"""What a page kept in the browser while it had no connection, or after the login had ended.

The page encrypts it with a key that only its writer is given, so that whoever uses the browser next can read nothing.
"""

import base64

from django.http import JsonResponse
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_post_parameters

from partners.roles import Permission
from partners.steps import require
from signals import services
from signals.forms import about_the_form, typed
from zvh.exceptions import NotAllowed


@sensitive_post_parameters()
def kept(request):
    """GET: the key of this person. POST: what was typed, back as a draft; what was sent already changes nothing."""
    return _restored(request) if request.method == "POST" else _key_of(request.user)


def _key_of(user):
    """The same at every login, and of nobody else: 32 bytes, and a name under which the browser keeps things."""
    owner, key = (
        salted_hmac(f"signals.kept.{what}", str(user.pk), algorithm="sha256") for what in ("owner", "key")
    )
    return JsonResponse({"owner": owner.hexdigest()[:16], "key": base64.b64encode(key.digest()).decode()})


def _restored(request):
    require(request.user, Permission.SIGNAL_REPORT)
    where = services.Where(**about_the_form(request.POST))
    if where.form is None:
        raise NotAllowed
    draft = services.restore_draft(by=request.user, fields=typed(request.POST), where=where)
    return JsonResponse({"draft": draft.get_absolute_url() if draft else ""})
