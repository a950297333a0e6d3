"""The product's own settings, told that these are tests: owner of the database, fast hashes, no pool."""

import os

os.environ |= {"ZVH_TESTING": "1", "ZVH_ROLE": "owner", "ZVH_DEMO": "0", "DEBUG": "0"}
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from zvh.settings import *  # noqa: F403 - the environment must be set first

CELERY_TASK_ALWAYS_EAGER = True  # the real worker has a test of its own: tests/zvh/test_celery.py
CELERY_TASK_EAGER_PROPAGATES = True
# The cache of an installation without Redis, rolled back with each test; the journeys use Redis where there is one.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "audit_cache"}}
