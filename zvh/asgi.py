"""The application that granian serves. It never works as the owner: row security would not bind it."""

import os
import warnings

from django.core.asgi import get_asgi_application

if os.environ.get("ZVH_ROLE") == "owner":
    raise SystemExit("De website draait nooit als eigenaar van de database: haal ZVH_ROLE=owner weg.")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zvh.settings")
# Styles and scripts come from WhiteNoise, which reads them synchronously: nothing to warn about at each start.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
application = get_asgi_application()
