"""The product's own settings, told that these are tests: owner of the database, fast hashes, no pool."""

import os

os.environ |= {"ZVH_TESTING": "1", "ZVH_ROLE": "owner", "ZVH_DEMO": "0", "DEBUG": "0"}
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("ZVH_FILES_KEY", "b25seS1mb3ItdGVzdHMtMzItYnl0ZXMtbG9uZy0hISE=")

from zvh.settings import *  # noqa: F403 - the environment must be set first

STORAGES["attachments"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}  # noqa: F405 - from the settings
CELERY_TASK_ALWAYS_EAGER = True  # the real worker has a test of its own: tests/zvh/test_celery.py
CELERY_TASK_EAGER_PROPAGATES = True
# The cache of an installation without Redis, rolled back with each test; the journeys use Redis where there is one.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "audit_cache"}}
