"""Processes that begin at once: real ones, forked from one in which Django already stands ready.

`python -m tests.nursery` takes orders by line and answers by line: which module to run as a
process of its own, whose end to wait for.  It opens no connection itself.
"""

import json
import os
import runpy
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL
from typing import TextIO
from uuid import uuid4

import django
from django.db import connections

from tests.houses import ROOT

PATIENCE = 60  # seconds for a process to end


class Nursery:
    """Starts processes in one environment; their errors stand in a log of its folder."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.log = folder, folder / "nursery.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.nursery"], cwd=ROOT, env=environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
            )  # fmt: skip

    def ask(self, order: dict[str, object]) -> int:
        self.process.stdin.write(f"{json.dumps(order)}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer.strip(), self.log.read_text(encoding="utf-8")
        return int(answer)

    def start(self, module: str, *arguments: str) -> "Child":
        answers = self.folder / f"answers-{uuid4().hex}"
        os.mkfifo(answers)
        pid = self.ask({"run": module, "arguments": arguments, "answers": str(answers)})
        return Child(self, pid, answers.open(encoding="utf-8"))

    def run(self, module: str, *arguments: str) -> str:
        """Run it to its end; what it printed."""
        with self.started(module, *arguments) as child:
            said = child.stdout.read()
            assert child.wait() == 0, self.log.read_text(encoding="utf-8")
            return said

    @contextmanager
    def started(self, module: str, *arguments: str) -> Iterator["Child"]:
        child = self.start(module, *arguments)
        try:
            yield child
        finally:
            child.kill()
            child.wait()
            child.stdout.close()

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


@dataclass
class Child:
    """One process, to be watched and killed as any other."""

    nursery: Nursery
    pid: int
    stdout: TextIO
    code: list[int] = field(default_factory=list)

    def send_signal(self, number: int) -> None:
        if not self.code:  # until it was waited for, its number is nobody else's
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(SIGKILL)

    def wait(self) -> int:
        """How it ended, as subprocess tells it: -9 if it was killed."""
        if not self.code:
            self.code.append(self.nursery.ask({"wait": self.pid}))
        return self.code[0]


def main() -> None:
    django.setup()
    from django.urls import get_resolver

    _read_now = get_resolver().url_patterns  # and with them all the pages
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            print(ended(order["wait"]), flush=True)  # noqa: T201
        elif pid := os.fork():
            print(pid, flush=True)  # noqa: T201
        else:
            become(**order)
    os._exit(0)  # nothing is open here; to take Django apart first would take a second


def ended(pid: int) -> int:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    message = f"{pid} does not end."
    raise TimeoutError(message)


def become(run: str, arguments: list[str], answers: str) -> None:
    """The child: its orders are nobody's, and what it prints goes to whoever started it."""
    code = 1
    with suppress(BaseException):
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(answers, os.O_WRONLY), 1)
        sys.argv = [run, *arguments]
        try:
            runpy.run_module(run, run_name="__main__", alter_sys=True)
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:  # noqa: BLE001 -- it is told, and the exit code says so
            traceback.print_exc()
        connections.close_all()  # as at the end of any process: SQLite then tidies its files
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
