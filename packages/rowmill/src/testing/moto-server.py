"""Serves AWS's APIs out of memory on 127.0.0.1 and tells its port. Ends with whoever started it: when its standard
input does."""

import io
import os
import sys
import threading

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

dispatch = DomainDispatcherApplication(create_backend_app)
one_at_a_time = threading.Lock()


def application(environ, start_response):
    """AWS promises that conditional writes are atomic. moto looks first and writes then, in as many threads as there
    are requests: here they stand in line, each once its body is there."""
    length = environ.get("CONTENT_LENGTH")
    if length:
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(length)))
    with one_at_a_time:
        return dispatch(environ, start_response)


class QuietHandler(MotoRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_):
        pass


server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=QuietHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()
# In one write: whoever reads it closes the pipe after the first.
os.write(sys.stdout.fileno(), f"{server.server_address[1]}\n".encode())
sys.stdin.read()
os._exit(0)
