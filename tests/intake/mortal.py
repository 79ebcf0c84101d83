"""A server process that is killed in the middle: `python -m tests.intake.mortal PORT NTH`.

It dies by SIGKILL, as from a power cut, before the NTH statement of a submission; with 0 after
the transaction and before the answer; with -1 not at all.
"""

import os
import signal
import sys
from typing import Any
from wsgiref.simple_server import WSGIServer, make_server

import django

NEVER, BEFORE_THE_ANSWER = -1, 0


class Mortal:
    """The office's application, with the hour of its death."""

    def __init__(self, dies_at: int) -> None:
        from django.core.wsgi import get_wsgi_application

        self.application, self.dies_at, self.count = get_wsgi_application(), dies_at, 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        from django.db import connection

        if not environ["PATH_INFO"].endswith("/submit/"):
            return self.application(environ, start_response)
        with connection.execute_wrapper(self.watch):
            answer = self.application(environ, start_response)
        if self.dies_at == BEFORE_THE_ANSWER:
            os.kill(os.getpid(), signal.SIGKILL)
        print(self.count, flush=True)  # noqa: T201
        return answer

    def watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        if self.count == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def main(port: str, dies_at: str) -> None:
    django.setup()
    server: WSGIServer = make_server("127.0.0.1", int(port), Mortal(int(dies_at)))
    print("ready", flush=True)  # noqa: T201
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
