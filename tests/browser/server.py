"""A house of its own for the browser: the embedded settings, in a folder that is thrown away."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.houses import MIGRATIONS, manage

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = 300
PATIENCE = 60


@dataclass(frozen=True)
class House:
    url: str
    folder: Path
    demo: dict[str, Any]

    def account(self, role: str) -> dict[str, Any]:
        """The first demo account of this role."""
        return next(user for user in self.demo["users"] if user["role"] == role)

    def furnish(self) -> dict[str, list[str]]:
        """A row for each step, at the places of the demo's accounts: by role, their pages."""
        code = "from tests.browser.furnishing import furnish; furnish()"
        manage(surroundings(self.folder), ["shell", "-c", code])
        found: dict[str, list[str]] = json.loads((self.folder / "rows.json").read_text())
        return found

    def do_long_work(self) -> None:
        """Let the worker do what waits."""
        manage(surroundings(self.folder), ["work", "--once"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path) -> Iterator[House]:
    """Serve the country of this folder, as `make run` does."""
    port = free_port()
    environment = surroundings(folder) | {"PORT": str(port), "WEB_CONCURRENCY": "1"}
    log = (folder / "server.log").open("wb")
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_until_ready(process, port)
        yield House(url, folder, json.loads((folder / "demo.json").read_text(encoding="utf-8")))
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        log.close()


def surroundings(folder: Path) -> dict[str, str]:
    embedded = {"DJANGO_SETTINGS_MODULE": "config.settings.embedded", "VAR_DIR": str(folder)}
    return {**os.environ, **embedded}


def build(folder: Path, families: int = FAMILIES) -> None:
    """The small country, as the first `make run` builds it, with all cores there are."""
    folder.mkdir()
    manage(surroundings(folder), *MIGRATIONS.values())
    country = ["load_demo", "--families", str(families), "--seed", "7"]
    manage(surroundings(folder), country, ["collectstatic", "--noinput"])


def wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    """The page of readiness answers, and says yes."""
    for _ in range(PATIENCE * 10):
        assert process.poll() is None, "The server stopped by itself; its log says why."
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == HTTPStatus.OK:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    message = "The server did not become ready."
    raise TimeoutError(message)
