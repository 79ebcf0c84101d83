"""Several workers, one budget: no unit is spent twice."""

import sqlite3
import subprocess
import sys
import uuid

import pytest

from tests.graphql_api import spend

WORKERS, TIMES = 3, 120


@pytest.mark.server
def test_workers_that_spend_one_budget_spend_it_to_the_unit(tmp_path):
    path, client = tmp_path / "budget.sqlite3", str(uuid.uuid4())
    with sqlite3.connect(path) as store:
        store.execute("PRAGMA journal_mode=WAL")
        columns = "client TEXT PRIMARY KEY, tokens REAL, at REAL"
        store.execute(f"CREATE TABLE graphql_api_bucket ({columns})")
    store.close()

    command = [sys.executable, "-m", spend.__name__, str(path), client, str(TIMES)]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(WORKERS)]
    granted = [int(worker.communicate(timeout=60)[0]) for worker in workers]

    assert WORKERS * TIMES > spend.CAPACITY // spend.COST
    assert sum(granted) == spend.CAPACITY // spend.COST
