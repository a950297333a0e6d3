"""Administration of the house: its address, partners, municipalities and themes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from partners import queries, services
from partners.forms.houses import (
    HouseForm,
    MunicipalityForm,
    NewMunicipalityForm,
    NewOrganisationForm,
    OrganisationForm,
    ThemeForm,
)
from partners.models import Municipality, Organisation, Theme
from partners.views.getters import back, do, get_house, get_organisation
from zvh.forms import acted
from zvh.paging import whole_number


def changed(form):
    """Only what was changed: the log names it, and two administrators do not undo each other."""
    return {name: form.cleaned_data[name] for name in form.changed_data}


def change_house(request):
    house = get_house(request)
    form = HouseForm(request.POST or None, instance=house)
    if form.is_valid():
        services.change_house(house, by=request.user, **changed(form))
        messages.success(request, "De gegevens van het huis zijn bewaard. Ze staan meteen op elke pagina.")
        return back(house, "partners:house")
    return render(request, "partners/house.html", {"current_house": house, "form": form})


def organisations(request):
    house = get_house(request)
    partners = queries.organisations_of(house).exclude(pk=house.pk).prefetch_related("partnerships")
    free = Organisation.objects.filter(partnerships=None).exclude(kind="house").order_by("name")
    context = {"current_house": house, "partners": partners, "free": free}
    return render(request, "partners/organisations.html", context)


def add_organisation(request):
    house = get_house(request)
    form = NewOrganisationForm(request.POST or None)
    if form.is_valid() and acted(
        form, lambda typed: services.add_organisation(house, by=request.user, **typed)
    ):
        messages.success(request, f"{form.cleaned_data['name']} is nu partner van het huis.")
        return back(house, "partners:organisations")
    return render(request, "partners/organisation_form.html", {"current_house": house, "form": form})


def change_organisation(request, pk):
    house = get_house(request)
    organisation = get_organisation(house, pk)
    form = OrganisationForm(request.POST or None, instance=organisation)
    if form.is_valid() and acted(
        form, lambda typed: services.change_organisation(organisation, by=request.user, **changed(form))
    ):
        messages.success(request, "De organisatie is bewaard.")
        return back(house, "partners:organisations")
    context = {"current_house": house, "organisation": organisation, "form": form}
    return render(request, "partners/organisation_form.html", context)


@require_POST
def set_partner(request, pk):
    house = get_house(request)
    organisation = get_object_or_404(Organisation, pk=pk)
    is_partner = request.POST.get("partner") == "ja"
    now = "is nu partner" if is_partner else "is geen partner meer"
    do(
        request,
        lambda: services.set_partner(organisation, by=request.user, house=house, is_partner=is_partner),
        f"{organisation} {now} van het huis.",
    )
    return back(house, "partners:organisations")


def municipalities(request):
    house = get_house(request)
    places = Municipality.objects.filter(house=house.pk).prefetch_related("neighbours")
    return render(request, "partners/municipalities.html", {"current_house": house, "municipalities": places})


def add_municipality(request):
    house = get_house(request)
    form = NewMunicipalityForm(request.POST or None, instance=Municipality(house_id=house.pk))
    if form.is_valid() and acted(
        form, lambda typed: services.add_municipality(house, by=request.user, **typed)
    ):
        messages.success(request, f"{form.cleaned_data['name']} is nu een gemeente van het huis.")
        return back(house, "partners:municipalities")
    return render(request, "partners/municipality_form.html", {"current_house": house, "form": form})


def change_municipality(request, pk):
    house = get_house(request)
    municipality = get_object_or_404(Municipality, pk=pk, house=house.pk)
    form = MunicipalityForm(request.POST or None, instance=municipality)
    if form.is_valid() and acted(
        form, lambda typed: services.change_municipality(municipality, by=request.user, **changed(form))
    ):
        messages.success(request, "De gemeente is bewaard.")
        return back(house, "partners:municipalities")
    context = {"current_house": house, "municipality": municipality, "form": form}
    return render(request, "partners/municipality_form.html", context)


def themes(request):
    house = get_house(request)
    context = {"current_house": house, "themes": Theme.objects.filter(house=house.pk)}
    return render(request, "partners/themes.html", context)


def add_theme(request):
    house = get_house(request)
    form = ThemeForm(request.POST or None, instance=Theme(house_id=house.pk))
    if form.is_valid() and acted(
        form, lambda typed: services.save_theme(None, by=request.user, house=house, **typed)
    ):
        messages.success(request, "Het thema is toegevoegd, onder aan de lijst.")
        return back(house, "partners:themes")
    return render(request, "partners/theme_form.html", {"current_house": house, "form": form})


def change_theme(request, pk):
    house = get_house(request)
    theme = get_object_or_404(Theme, pk=pk, house=house.pk)
    form = ThemeForm(request.POST or None, instance=theme)
    if form.is_valid() and acted(
        form, lambda typed: services.save_theme(theme, by=request.user, house=house, **typed)
    ):
        messages.success(request, "Het thema is bewaard.")
        return back(house, "partners:themes")
    return render(request, "partners/theme_form.html", {"current_house": house, "theme": theme, "form": form})


@require_POST
def move_theme(request, pk):
    house = get_house(request)
    theme = get_object_or_404(Theme, pk=pk, house=house.pk)
    services.move_theme(theme, by=request.user, move=request.POST.get("move"))
    return back(house, "partners:themes")


@require_POST
def order_themes(request):
    """By dragging; see REORDER in zvh/templatetags/ui.py."""
    order = [whole_number(number) for number in request.POST.getlist("order")]
    services.order_themes(get_house(request), by=request.user, order=order)
    return HttpResponse(status=204)
