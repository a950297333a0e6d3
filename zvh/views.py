"""Pages of the whole: health, and what is not there."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, JsonResponse
from django.shortcuts import render


def healthz(request):
    """200 when database, migrations and (when set) the broker are in order, else 503 with which is not."""
    checks = {"database": _database(), "migrations": _migrations()}
    if settings.REDIS_URL:
        checks["broker"] = _broker()
    ok = all(checks.values())
    return JsonResponse({"ok": ok, **checks}, status=200 if ok else 503)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations():
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _broker():
    import redis

    try:
        return bool(redis.from_url(settings.REDIS_URL, socket_timeout=2).ping())
    except redis.RedisError:
        return False


@login_not_required
def not_found(request, exception=None):
    """Unknown and foreign are the same page."""
    return render(request, "404.html", status=404)


def components(request):
    """All page components, for who builds pages; only in development."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "components_page.html")
