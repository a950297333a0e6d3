"""The pages without an account, below /melden/."""

from django.urls import path

from signals.forms.citizens import QUESTIONS
from signals.views import citizens, follow, reply

app_name = "citizens"

urlpatterns = [
    path("", citizens.start, name="start"),
    *(path(f"{name}/", citizens.question, {"name": name}, name=name) for name in QUESTIONS),
    path("versturen/", citizens.send, name="send"),
    path("weggooien/", citizens.discard, name="discard"),
    path("vervolg/", follow.code, name="follow"),
    path("vervolg/gesprek/", follow.talk, name="talk"),
    path("vervolg/stoppen/", follow.stop, name="stop"),
    path("vraag/", reply.outside, name="outside"),
    path("vraag/verstuurd/", reply.done, name="outside-done"),
    path("vraag/<str:secret>/", reply.link, name="outside-link"),
]
