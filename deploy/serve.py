"""Serve the office and do its long work, in one go: what `make run` starts.

Both are children of this process: Ctrl-C, or its end by whatever means, ends both.  A worker
that dies is started again; when gunicorn ends, all ends.
"""

import ctypes
import signal
import subprocess
import sys
import time
from types import FrameType

OFFICE = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi"]
WORKER = [sys.executable, "manage.py", "work"]
PATIENCE = 35  # seconds to finish what is begun
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Even a parent that is killed takes its children along (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: list[str]) -> "subprocess.Popen[bytes]":
    # A session of its own: Ctrl-C reaches this process alone, which tells each child once.
    return subprocess.Popen(  # noqa: S603 -- our own two commands
        command,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 -- no thread runs here
    )


def stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    office, worker = start(OFFICE), start(WORKER)
    try:
        while office.poll() is None:
            time.sleep(0.5)
            if worker.poll() is not None:
                time.sleep(1)
                worker = start(WORKER)
        return office.returncode
    finally:
        for child in (office, worker):
            child.terminate()
        for child in (office, worker):
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()


if __name__ == "__main__":
    sys.exit(main())
