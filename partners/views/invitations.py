"""Inviting, and taking an invitation: the one page of an account that does not exist yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from partners import queries, services
from partners.forms.people import InvitationForm, invited_user
from partners.forms.signing import ChoosePassword
from partners.roles import Role
from partners.views.getters import back, do, get_house, get_invitation
from zvh.forms import acted

PEOPLE = "partners:people"


def invite(request):
    house = get_house(request)
    form = InvitationForm(request.POST or None, organisations=queries.organisations_of(house))
    site = request.build_absolute_uri("/")
    if form.is_valid() and acted(form, lambda typed: services.invite(by=request.user, site=site, **typed)):
        name = form.cleaned_data["name"]
        messages.success(request, f"De uitnodiging aan {name} is verstuurd en werkt zeven dagen.")
        return back(house, PEOPLE)
    return render(request, "partners/invite.html", {"current_house": house, "form": form})


@require_POST
def renew(request, pk):
    invitation, house = get_invitation(request, pk)
    site = request.build_absolute_uri("/")
    done = f"{invitation.name} krijgt een nieuwe link. De oude werkt niet meer."
    do(request, lambda: services.renew_invitation(invitation, by=request.user, site=site), done)
    return back(house, PEOPLE)


@require_POST
def withdraw(request, pk):
    invitation, house = get_invitation(request, pk)
    done = f"De uitnodiging aan {invitation.name} is ingetrokken."
    do(request, lambda: services.withdraw_invitation(invitation, by=request.user), done)
    return back(house, PEOPLE)


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
        messages.success(request, "U heeft de uitnodiging aangenomen.")
        return redirect("account")
    return render(request, "partners/invitation_join.html", {"invitation": found, "is_invited": is_invited})
