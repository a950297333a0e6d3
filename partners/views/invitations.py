"""Inviting, and taking an invitation: the one page of an account that does not exist yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from partners import queries, services
from partners.forms.people import InvitationForm, invited_user
from partners.forms.signing import ChoosePassword
from partners.models import Invitation
from partners.roles import Permission, Role, has_permission
from partners.views.people import get_house


def get_invitation(request, pk):
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    if not has_permission(request.user, Permission.PEOPLE_MANAGE, invitation):
        raise Http404
    return invitation


def invite(request):
    house = get_house(request)
    form = InvitationForm(request.POST or None, organisations=queries.organisations_of(house))
    if form.is_valid():
        site = request.build_absolute_uri("/")
        invitation = services.invite(by=request.user, site=site, **form.cleaned_data)
        messages.success(request, f"De uitnodiging aan {invitation.name} is verstuurd en werkt zeven dagen.")
        return redirect(invitation)
    return render(request, "partners/invite.html", {"current_house": house, "form": form})


@require_POST
def renew(request, pk):
    site = request.build_absolute_uri("/")
    invitation = services.renew_invitation(get_invitation(request, pk), by=request.user, site=site)
    messages.success(request, f"{invitation.name} krijgt een nieuwe link. De oude werkt niet meer.")
    return redirect(invitation)


@require_POST
def withdraw(request, pk):
    invitation = services.withdraw_invitation(get_invitation(request, pk), by=request.user)
    messages.success(request, f"De uitnodiging aan {invitation.name} is ingetrokken.")
    return redirect(invitation)


@login_not_required
@never_cache
def invitation(request, secret):
    """Unknown, used, withdrawn and expired are one page: who guesses learns nothing."""
    found = queries.open_invitation(secret)
    if found is None:
        return render(request, "partners/invitation_gone.html", status=404)
    found["role"] = Role(found["role"]).label
    if found["account"]:
        return _join(request, secret, found)
    form = ChoosePassword(request.POST or None, user=invited_user(found))
    if form.is_valid() and services.accept(secret, password=form.cleaned_data["password1"]):
        messages.success(request, "Uw account is klaar. Log in met uw e-mailadres en uw nieuwe wachtwoord.")
        return redirect("account_login")
    return render(request, "partners/invitation.html", {"invitation": found, "form": form})


def _join(request, secret, found):
    """Who has an account takes it after logging in with that account."""
    is_invited = request.user.is_authenticated and request.user.pk == found["account"]
    if is_invited and request.method == "POST" and services.accept(secret):
        messages.success(request, "U hebt de uitnodiging aangenomen.")
        return redirect("account")
    return render(request, "partners/invitation_join.html", {"invitation": found, "is_invited": is_invited})
