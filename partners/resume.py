"""What was typed into a form when the login had ended, carried through logging in again.

A login ends while somebody types. His form is then posted by nobody, and must not be lost. The fields
travel as one signed, hidden value through the login page and the page of the second factor, and come
back as a page that shows the text and posts it again with one click, under the new CSRF token.

Why this way:
- Nothing is kept on the server: a draft of a signal in the session table would escape row security.
- The same person only: a signed cookie remembers who was last logged in in this browser. Without that
  cookie nothing is carried, and another person who logs in gets his own overview instead.
- Nothing happens without a click: the person reads what he is about to send, under his own name.
- Every post on the way passes the CSRF check, so another site cannot plant text here.
- Never passwords (a form with one is not carried at all), never files (the page says so), never forms of
  logging in itself.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing

SALT = "partners.resume"
COOKIE = "zvh_last"
NEVER = {"csrfmiddlewaretoken", "code", "credential", "resume"}


@dataclass(frozen=True)
class Typed:
    """A form that was posted too late: where it went, whose it was, and name and value of each field."""

    path: str
    user_id: int
    fields: list
    had_files: bool

    @property
    def texts(self):
        """What somebody wrote himself, as far as can be told from the value."""
        return [value for _, value in self.fields if len(value) > 20 or " " in value.strip()]


def remember(request, response):
    """Note who is logged in in this browser, for when the login has ended."""
    known = last_user_id(request)
    if request.user.is_authenticated and known != request.user.pk:
        response.set_signed_cookie(
            COOKIE,
            str(request.user.pk),
            salt=SALT,
            max_age=settings.SESSION_COOKIE_AGE * 2,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def last_user_id(request):
    value = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=settings.SESSION_COOKIE_AGE * 2)
    return int(value) if value else None


def pack(request):
    """The posted fields as one signed text; '' when there is nothing to carry or nobody to carry it for."""
    user_id = last_user_id(request)
    names = set(request.POST) - NEVER
    if not user_id or not names or any("password" in name for name in names):
        return ""
    fields = [(name, value) for name in request.POST for value in request.POST.getlist(name) if name in names]
    typed = {"path": request.get_full_path(), "user": user_id, "fields": fields, "files": bool(request.FILES)}
    return signing.dumps(typed, salt=SALT, compress=True)


def unpack(text):
    """The form that was carried, or None when the value is not ours or too old."""
    try:
        typed = signing.loads(text, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return None
    return Typed(typed["path"], typed["user"], typed["fields"], typed["files"])
