"""One's own account, who may do what, and how accessible this is."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from partners import services
from partners.printed import rights_table


def own_account(request):
    memberships = request.user.memberships.select_related("organisation").order_by("-valid_from", "pk")
    types = Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
    return render(
        request,
        "account/account.html",
        {
            "memberships": [m for m in memberships if m.state != "ended"],
            "has_app": Authenticator.Type.TOTP in types,
            "passkeys": list(types).count(Authenticator.Type.WEBAUTHN),
            "has_codes": Authenticator.Type.RECOVERY_CODES in types,
        },
    )


@require_POST
def reminders(request):
    """Switch the morning's mail on or off."""
    wanted = request.POST.get("wanted") == "yes"
    services.set_reminders(by=request.user, wanted=wanted)
    messages.success(request, f"Uw herinneringen staan {'aan' if wanted else 'uit'}.")
    return redirect("account")


def remove_passkey(request, pk):
    """allauth asks whether an app may go, but not whether a passkey may."""
    passkey = get_object_or_404(Authenticator, pk=pk, user=request.user, type=Authenticator.Type.WEBAUTHN)
    adapter = get_adapter()
    if not adapter.can_delete_authenticator(passkey):
        messages.error(request, adapter.error_messages["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")
    return webauthn.remove_webauthn(request, pk=pk)


@login_not_required
def accessibility(request):
    """The statement that the law asks for; for everybody."""
    return render(request, "partners/accessibility.html")


def rights(request):
    return render(request, "partners/rights.html", rights_table())
