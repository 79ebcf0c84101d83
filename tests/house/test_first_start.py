"""What `make run` says while it sets everything up."""

from tests.house.deployment import ROOT


def test_each_step_of_the_first_start_says_what_it_does_before_it_begins():
    """On a slow machine a step takes minutes, and silence looks like hanging."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nprepare:")[1].splitlines()
    steps = [line for line in lines[1 : lines.index("")] if line.startswith("\t")]
    told = ["== " in line for line in steps]

    assert told[0]
    for place, line in enumerate(steps):
        if "manage.py" in line and "graphql_api" not in line:
            assert told[place - 1], line
