"""What stays with one process of a run: what shares a preparation that takes longer than itself.

pytest-xdist 3.8 has a mark for this, `xdist_group`, and pytest 9.2 loses it without a word: a
test's id can no longer be changed, and the controller knows tests by their ids alone.
"""

import pytest

PREPARED_ONCE = (
    "tests/worker/test_kills.py::",
    "tests/registry/test_demo.py::TestTheDemoCountry::",
    "tests/house/test_installation.py::",
    "tests/intake/test_crashes.py::",
)


def unit(test: str) -> str:
    """What a process takes on at once: the test, or all that share its preparation."""
    return next((shared for shared in PREPARED_ONCE if test.startswith(shared)), test)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        _split_scope = staticmethod(unit)

    return Together(config, log)
