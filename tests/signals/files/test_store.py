"""The vault in an S3 store: boto3 and django-storages against a server of our own that keeps objects in memory."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from signals.files import vault

TOKEN = "5f0c6a52-8a55-4c63-9d0e-6f3c1f7a1b11"
LISTING = (
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bestanden</Name>'
    "<IsTruncated>false</IsTruncated>{}</ListBucketResult>"
)


class Store(BaseHTTPRequestHandler):
    """As much of S3 as the vault uses: put, get, head, delete and list."""

    protocol_version = "HTTP/1.1"

    def _answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", len(body))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    @property
    def key(self):
        return unquote(urlsplit(self.path).path).removeprefix("/bestanden").lstrip("/")

    def do_PUT(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            content = b"".join(_chunks(content))
        self.server.objects[self.key] = content
        self._answer(200, ETag='"x"')

    def do_GET(self):
        if not self.key:
            return self._list(parse_qs(urlsplit(self.path).query).get("prefix", [""])[0])
        if self.key not in self.server.objects:
            return self._answer(404)
        headers = {"ETag": '"x"', "Last_Modified": "Tue, 24 Nov 2026 10:00:00 GMT"}
        return self._answer(200, self.server.objects[self.key], **headers)

    def do_HEAD(self):
        self.do_GET()

    def do_DELETE(self):
        self.server.objects.pop(self.key, None)
        self._answer(204)

    def _list(self, prefix):
        rest = [key.removeprefix(prefix) for key in self.server.objects if key.startswith(prefix)]
        files = [f"<Contents><Key>{prefix}{name}</Key></Contents>" for name in rest if "/" not in name]
        folders = {name.partition("/")[0] for name in rest if "/" in name}
        shared = [f"<CommonPrefixes><Prefix>{prefix}{one}/</Prefix></CommonPrefixes>" for one in folders]
        self._answer(200, LISTING.format("".join(files + shared)).encode(), Content_Type="application/xml")

    def log_message(self, *args):
        """Silent."""


def _chunks(content):
    """What boto3 wraps a body in that it reads as a stream."""
    while content:
        size, _, content = content.partition(b"\r\n")
        length = int(size.partition(b";")[0], 16)
        if not length:
            return
        yield content[:length]
        content = content[length + 2 :]


@contextmanager
def store(settings):
    with ThreadingHTTPServer(("127.0.0.1", 0), Store) as server:
        server.objects = {}
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        options = {
            "bucket_name": "bestanden",
            "endpoint_url": f"http://127.0.0.1:{server.server_address[1]}",
            "region_name": "eu-west-1",
            "access_key": "sleutel",
            "secret_key": "geheim",
            "addressing_style": "path",
            "file_overwrite": True,
        }
        backend = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
        settings.STORAGES = settings.STORAGES | {"attachments": backend}
        try:
            yield server.objects
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # boto3 keeps its connections for the next request
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_vault_keeps_takes_and_drops_in_an_s3_store(settings):
    with store(settings) as objects:
        vault.keep(TOKEN, vault.part_name(0), b"eerst")
        vault.keep(TOKEN, vault.part_name(5), b" daarna")
        vault.keep(TOKEN, vault.COPY, b"Op de foto staat een deur.")

        assert vault.take_parts(TOKEN) == b"eerst daarna"
        assert vault.take(TOKEN, vault.COPY) == b"Op de foto staat een deur."
        assert b"deur" not in objects[f"{TOKEN}/copy"]
        vault.drop(TOKEN, only_parts=True)
        assert vault.names_of(TOKEN) == ["copy"]
        vault.drop(TOKEN)
        assert objects == {}
        with pytest.raises(vault.Unreadable):
            vault.take(TOKEN, vault.COPY)
