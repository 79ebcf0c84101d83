import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.known import Known
from tests.browser.looking import View, Visitor, chromium
from tests.browser.server import House, build, serving


@pytest.fixture(scope="session")
def common(tmp_path_factory) -> Path:
    """The folder of this run that its processes share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def _examined_together(common):
    Known.folder = common / "examined"
    Known.folder.mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def house(common, tmp_path_factory) -> Iterator[House]:
    """A country of this process alone, copied from one that is built once for all of them."""
    with (common / "building").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        if not (common / "built").exists():
            build(common / "country")
            (common / "built").touch()
    own = tmp_path_factory.mktemp("house") / "var"
    shutil.copytree(common / "country", own)
    with serving(own) as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; the driver brings none of its own."""
    with sync_playwright() as driver, chromium(driver) as browser:
        yield browser


@pytest.fixture
def visit(browser, house):
    """`visit(View("fa", "phone"), role="social_worker")` gives a visitor at the door, or inside."""
    visitors: list[Visitor] = []

    def visit(view: View, *, role: str = "", scripts: bool = True) -> Visitor:
        visitors.append(visitor := Visitor(browser, house, view, scripts=scripts))
        if role:
            visitor.log_in(house.account(role))
        return visitor

    yield visit
    for visitor in visitors:
        visitor.context.close()
