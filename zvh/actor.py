"""Who acts. One transaction-local setting in the database; without it no row is shown."""

import hashlib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone


@dataclass(frozen=True)
class Actor:
    """A person with an account, or the holder of a key (a receipt code, a link); never both."""

    user_id: int | None = None
    key_digest: str | None = None

    def __post_init__(self):
        if self.user_id and self.key_digest:
            raise ValueError("an actor is a person or a key")


NOBODY = Actor()
current: ContextVar[Actor] = ContextVar("zvh_actor", default=NOBODY)


def digest(secret):
    """The only form in which the secret of a key is kept: SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _tell_database(actor):
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.act_as(%s, %s)", [actor.user_id, actor.key_digest])


@contextmanager
def acting_as(user=None, *, key=None):
    """Open a transaction (or savepoint) in which the database shows what this actor may see.

    `user` is a user or None, `key` the secret of a key. Nesting restores the outer actor.
    """
    actor = Actor(getattr(user, "pk", None), digest(key) if key else None)
    before, nested = current.get(), connection.in_atomic_block
    token = current.set(actor)
    try:
        with transaction.atomic():
            _tell_database(actor)
            yield
            if nested and not connection.needs_rollback:  # a commit forgets it by itself
                _tell_database(before)
    finally:
        current.reset(token)


_expired_on = None


def expire_daily():
    """At the first request of a day in this process: end the access that is over, also when no tick runs."""
    global _expired_on
    today = timezone.localdate()
    if _expired_on == today:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.expire()")
    _expired_on = today


class ActorMiddleware:
    """The rest of the request (view and rendering) is one transaction of one actor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        expire_daily()
        with acting_as(request.user):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
