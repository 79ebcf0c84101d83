"""A file of any length is written in the same memory."""

import json

import pytest

from tests.worker.test_kills import Workshop

pytestmark = [pytest.mark.bench, pytest.mark.server]
FEW, MANY = 20_000, 1_000_000
MEASURE = """
import django, json, resource, sys, time
django.setup()
from registry.models import Job
from permissions.reach import everything
from registry.services.jobs import carry_out
began = time.monotonic()
carry_out.call(int(sys.argv[1]))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
with everything("a test looks"):
    job = Job.objects.get(pk=sys.argv[1])
print(json.dumps([job.state, job.result, job.trouble, peak, time.monotonic() - began]))
"""


def measured(folder, count):
    workshop = Workshop(folder)
    jobs = workshop.build(needs=count, prisoners=1, lines=1)
    try:
        told = workshop.run("-c", MEASURE, str(jobs["export"]))
    finally:
        workshop.drop()
    return json.loads(told.splitlines()[-1])


def test_a_million_lines_take_the_memory_of_twenty_thousand(tmp_path):
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()

    few = measured(tmp_path / "few", FEW)
    many = measured(tmp_path / "many", MANY)

    for count, (_state, _result, _trouble, peak, seconds) in ((FEW, few), (MANY, many)):
        print(f"\n{count:,} lines: {peak:.0f} MB at most, {seconds:.1f} s")  # noqa: T201
    assert [few[:2], many[:2]] == [["done", {"rows": FEW}], ["done", {"rows": MANY}]]
    assert many[3] < few[3] + 20
