"""What a page weighs on the line: fonts, styles, scripts and all, as Chromium received it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Response

from tests.browser.looking import View, Visitor

pytestmark = pytest.mark.browser
FIRST, AFTER = 150 * 1024, 30 * 1024
HEAVIEST = [
    ("national_administrator", "/admin/"),
    ("national_administrator", "/admin/registry/family/"),
    ("national_administrator", "/admin/registry/association/"),
    ("manager", "/admin/registry/need/"),
    ("executive_viewer", "/admin/reports/needs/"),
]


class Line:
    """Counts what comes over the line, headers included; what the browser keeps costs nothing."""

    def __init__(self, visitor: Visitor) -> None:
        self.session = visitor.context.new_cdp_session(visitor.page)
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", self.add)
        self.bytes = 0

    def add(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def forget(self) -> None:
        self.session.send("Network.clearBrowserCache")

    @contextmanager
    def counting(self) -> Iterator[list[int]]:
        self.bytes = 0
        found: list[int] = []
        yield found
        found.append(self.bytes)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_heaviest_pages_are_light_at_first_and_lighter_after(visit, language, record_property):
    weights = {}
    for role, path in HEAVIEST:
        visitor = visit(View(language, "phone"), role=role)
        line = Line(visitor)
        line.forget()
        with line.counting() as first:
            visitor.page.goto(path, wait_until="networkidle")
        with line.counting() as after:
            visitor.page.goto(path, wait_until="networkidle")
        weights[f"{role} {path}"] = (first[0], after[0])
    record_property("weights", weights)

    heavy = {page: found for page, found in weights.items() if found[0] > FIRST or found[1] > AFTER}
    assert heavy == {}


def test_what_is_sent_is_packed_and_kept(visit):
    visitor = visit(View("fa", "phone"), role="manager")
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    visitor.page.on("response", keep)

    visitor.page.goto("/admin/", wait_until="networkidle")

    page = next(answer for answer in answers if answer.url.endswith("/admin/"))
    assert page.headers["content-encoding"] == "gzip"
    assert "no-store" in page.headers["cache-control"]
    styles = [answer for answer in answers if answer.url.endswith(".css")]
    assert styles
    for style in styles:
        assert "immutable" in style.headers["cache-control"], style.url
        assert style.headers["content-encoding"] in ("gzip", "br"), style.url
