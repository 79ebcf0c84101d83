"""`make run` serves and works: both begin together, and both end together."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.browser.server import free_port, wait_until_ready
from tests.houses import MIGRATIONS, ROOT

pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(
        os.environ.get("TEST_DATABASE") == "postgresql", reason="make run is SQLite"
    ),
]


def children(pid):
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return dict(line.split(maxsplit=1) for line in found.stdout.splitlines())


@pytest.fixture
def serving(tmp_path, house):
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
        "VAR_DIR": str(tmp_path), "PORT": str(port), "WEB_CONCURRENCY": "1",
    }  # fmt: skip
    house.copy(**{name: tmp_path / f"{name}.sqlite3" for name in MIGRATIONS})
    process = subprocess.Popen([sys.executable, "deploy/serve.py"], cwd=ROOT, env=environment)
    try:
        wait_until_ready(process, port)
        yield process
    finally:
        process.kill()
        process.wait(timeout=20)


def alive(pids):
    return [
        pid
        for pid in pids
        if subprocess.run(["ps", "-p", pid], capture_output=True, check=False).returncode == 0
    ]


def ended(pids):
    for _ in range(100):
        if not alive(pids):
            return True
        time.sleep(0.1)
    return False


def test_ctrl_c_ends_both_and_a_dead_worker_is_replaced(serving):
    before = children(serving.pid)
    (worker,) = [pid for pid, command in before.items() if command.endswith("manage.py work")]
    assert len(before) == 2

    os.kill(int(worker), signal.SIGKILL)
    time.sleep(3)
    now = children(serving.pid)
    assert len(now) == 2
    assert worker not in now

    serving.send_signal(signal.SIGINT)
    assert serving.wait(timeout=40) == 0
    assert ended(now)
