"""A site behind a real port, for real browsers: nothing of it goes on afterwards."""

import contextlib
import threading
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Flask
from werkzeug.serving import make_server


class Gate:
    """Lets requests through until it is closed, and knows how many are under way.

    A browser that goes away sends a last request, and the server answers it in a thread
    of its own. One that came late would write into the database of the next test.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app.wsgi_app
        self._changed = threading.Condition()
        self._under_way = 0
        self._closed = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self._changed:
            if self._closed:
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return [b""]
            self._under_way += 1
        try:
            answer = self._app(environ, start_response)
            try:
                return list(answer)
            finally:
                if hasattr(answer, "close"):
                    answer.close()
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def close(self) -> None:
        """Let nothing more in, and wait for what is under way."""
        with self._changed:
            self._closed = True
            self._changed.wait_for(lambda: not self._under_way, timeout=60)
        assert not self._under_way, "a request never ended"


@contextlib.contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve the site, and give its address. At the end no request of it runs."""
    gate = Gate(app)
    server = make_server("127.0.0.1", 0, gate, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        gate.close()
        server.shutdown()
        thread.join()
        server.server_close()
