"""A file of any length is written in the same memory."""

import pytest

from tests.worker.test_kills import Workshop

pytestmark = [pytest.mark.bench, pytest.mark.server]
FEW, MANY = 20_000, 1_000_000


def measured(folder, house, count):
    folder.mkdir()
    workshop = Workshop(folder, house)
    try:
        jobs = workshop.build(needs=count, prisoners=1, lines=1)
        return workshop.told("tests.bench.exporting", jobs["export"])
    finally:
        workshop.drop()


def test_a_million_lines_take_the_memory_of_twenty_thousand(tmp_path, house):
    few = measured(tmp_path / "few", house, FEW)
    many = measured(tmp_path / "many", house, MANY)

    for count, (_state, _result, _trouble, peak, seconds) in ((FEW, few), (MANY, many)):
        print(f"\n{count:,} lines: {peak:.0f} MB at most, {seconds:.1f} s")  # noqa: T201
    assert [few[:2], many[:2]] == [["done", {"rows": FEW}], ["done", {"rows": MANY}]]
    assert many[3] < few[3] + 20
