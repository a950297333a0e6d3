"""A server that speaks the words of clamd on a real socket, as far as INSTREAM goes."""

import socketserver
import threading
from contextlib import contextmanager

from tests.files import EICAR


class Clamd(socketserver.StreamRequestHandler):
    def handle(self):
        if self.server.answer is None:
            return  # hangs up
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        self.server.seen.append(content)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        self.wfile.write(self.server.answer or found)


@contextmanager
def clamd(settings, answer=b""):
    """Let the product scan by it; `answer` is what it says to everything, None hangs up. Gives what it saw."""
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        server.answer, server.seen = answer, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        try:
            yield server.seen
        finally:
            server.shutdown()
            thread.join()
            settings.CLAMD_ADDRESS = ""
