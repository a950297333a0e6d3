"""Administration of standard texts, with a preview."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render

from partners import services
from partners.forms.texts import StandardTextForm, preview_of, words_by_kind
from partners.models import StandardText
from partners.views.getters import back, get_house
from zvh.forms import acted


def texts(request):
    house = get_house(request)
    found = list(StandardText.objects.filter(house=house.pk))
    return render(request, "partners/texts.html", {"current_house": house, "texts": found})


def add_text(request):
    house = get_house(request)
    return _write(request, house, None, "De tekst is toegevoegd. Uw collega's kunnen er nu mee beginnen.")


def change_text(request, pk):
    house = get_house(request)
    standard = get_object_or_404(StandardText, pk=pk, house=house.pk)
    return _write(request, house, standard, "De tekst is bewaard.")


def _write(request, house, standard, done):
    """Show the form, look at a preview, or save."""
    form = StandardTextForm(request.POST or None, instance=standard or StandardText(house_id=house.pk))
    previews = "preview" in request.POST
    if form.is_valid() and not previews and acted(form, lambda typed: _save(request, house, standard, typed)):
        messages.success(request, done)
        return back(house, "partners:texts")
    context = {
        "current_house": house,
        "standard": standard,
        "form": form,
        "preview": preview_of(form["text"].value() or "", house),
        "kinds": words_by_kind(),
    }
    return render(request, "partners/text_form.html", context)


def _save(request, house, standard, typed):
    services.save_text(standard, by=request.user, house=house, **typed)
