"""Following a meeting writes a line of the log once, and not at each time a part of the page is read again."""

from django.core import signing

from audit.log import log

SALT = "meetings.looking"
TOLD_FOR = 15 * 60  # seconds in which looking on at the same is one line


def log_line(request, meeting, line):
    """Write that this was read, unless the page brings the proof that it was written. Gives the proof for next time."""
    shown = [request.user.pk, line.item.pk, sorted(one.pk for one in line.contributions)]
    try:
        if signing.loads(request.GET.get("gelezen", ""), salt=SALT, max_age=TOLD_FOR) == shown:
            return request.GET["gelezen"]
    except signing.BadSignature:
        pass
    log("read", meeting, items=[line.item.pk], contributions=shown[2])
    return signing.dumps(shown, salt=SALT)
