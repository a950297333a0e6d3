"""Files that are sent while they are made.

The request is over by then, and with it its actor and transaction: what makes the pieces must act as somebody again,
and may not keep that open between two pieces.
"""

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import StreamingHttpResponse


def streamed(request, pieces, *, content_type, filename):
    """Send these pieces of bytes as a file to keep."""
    body = _in_thread(pieces) if isinstance(request, ASGIRequest) else pieces
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return StreamingHttpResponse(body, content_type=content_type, headers=headers)


async def _in_thread(pieces):
    """The same pieces for a server that is asynchronous: each is made in the thread of the request."""
    pieces = iter(pieces)
    while (piece := await sync_to_async(next)(pieces, None)) is not None:
        yield piece
