"""The privacy scan while somebody types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from signals.forms import PrivacyCheck

LONGEST_WHILE_TYPING = 40_000  # characters; a longer report is looked at when it is sent
NO_TEXT = ("csrfmiddlewaretoken", "privacyscan_")


@sensitive_post_parameters()
@require_POST
def check(request):
    """What was found in each posted field, as lists to put under them. Nothing is kept and nothing logged."""
    names = {name: name for name in request.POST if not name.startswith(NO_TEXT)}
    parties = [name.removesuffix("-name") for name in names if name.endswith("-name")]
    texts = {name: label for name, label in names.items() if name.removesuffix("-name") not in parties}
    if sum(len(request.POST[name]) for name in names) > LONGEST_WHILE_TYPING:
        return HttpResponse("Deze tekst is te lang om te controleren.", status=413, content_type="text/plain")
    return render(
        request, "signals/privacyscan.html", {"privacy": PrivacyCheck(request.POST, texts, parties)}
    )
