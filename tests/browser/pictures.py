"""The pictures of the README and the handbooks, from the running product: `make pictures`.

Takes each from a demo country of its own; what a picture needs done first is done through the
pages.  Nothing is compared: look at them before they are committed.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.browser.looking import View, Visitor, chromium
from tests.browser.server import ROOT, House, build, serving

FAMILIES = 2_000
FILES, NEEDS, PRISONERS = (f"/admin/registry/{each}/" for each in ("family", "need", "prisoner"))
SEND_STEP = ".step-submit button"
ROW = "#result_list tbody th a"
HIGHEST = 1650


@dataclass(frozen=True)
class Album:
    """A served country, a browser to look at it, and where the pictures are put."""

    browser: Browser
    house: House
    folder: Path

    @contextmanager
    def seen(self, language: str, screen: str = "wide", role: str = "") -> Iterator[Visitor]:
        visitor = Visitor(self.browser, self.house, View(language, screen))
        try:
            if role:
                visitor.log_in(self.house.account(role))
            yield visitor
        finally:
            visitor.context.close()

    def keep(self, visitor: Visitor, name: str, *, width: int = 0, height: int = 0) -> None:
        """What the window shows; a window of another size where one is given."""
        shown = dict(visitor.page.viewport_size or {})
        wanted = {"width": width or shown["width"], "height": height or shown["height"]}
        visitor.page.set_viewport_size(wanted)  # type: ignore[arg-type]  # a plain dict is enough
        visitor.page.screenshot(path=self.folder / f"{name}.png")
        visitor.page.set_viewport_size(shown)  # type: ignore[arg-type]
        sys.stdout.write(f"{name}.png\n")


def first_of(visitor: Visitor, rows: str) -> str:
    """The address of the first row in one of the visitor's lists."""
    address = visitor.open(rows).locator(ROW).first.get_attribute("href")
    assert address, rows
    return address.partition("?")[0]


def start_pages(album: Album) -> None:
    for name, language, role, height in (
        ("start-fa", "fa", "social_worker", 0),
        ("manager-start-en", "en", "manager", 0),
        ("national-start-fa", "fa", "national_administrator", 0),
        ("aftercare-start-en", "en", "aftercare_officer", 900),
    ):
        with album.seen(language, role=role) as visitor:
            visitor.open("/admin/")
            album.keep(visitor, name, height=height)


def lists_and_files(album: Album) -> str:
    """Gives the address of a file that was changed twice."""
    with album.seen("fa", role="social_worker") as worker:
        worker.open(FILES)
        worker.press(".filter-bar .button")
        album.keep(worker, "list-fa")
        worker.open(first_of(worker, f"{FILES}?status=assessed"))
        album.keep(worker, "file-fa", width=1000, height=HIGHEST)
        file = first_of(worker, f"{FILES}?status=verified")
        worker.open(file.replace("/change/", "/assess/"))
        for axis in worker.page.locator("fieldset [type=radio][value='2']").all():
            axis.check()
        worker.page.evaluate("scrollTo(0, 0)")
        album.keep(worker, "step-assess-fa", height=900)
        for section, field, value in (
            ("means", "income_rial", "4500000"),
            ("contact", "address", "کوچه لاله، پلاک ۷"),
        ):
            worker.open(file)
            worker.press(f"#{section} .section-edit")
            worker.page.locator(f"#{section} [name={field}]").fill(value)
            worker.press(f"#{section} {SEND_STEP}")
    with album.seen("en", "phone", "social_worker") as worker:
        worker.open(first_of(worker, f"{FILES}?status=assessed"))
        album.keep(worker, "file-en-phone")
    return file


def need_as_a_donor_sees_it(album: Album) -> None:
    with album.seen("fa", role="social_worker") as worker:
        worker.open(f"{NEEDS}?status=confirmed&publication=private")
        rows = [str(row.get_attribute("href")) for row in worker.page.locator(ROW).all()]
        for row in rows:
            need = row.partition("?")[0]
            if worker.open(need.replace("/change/", "/propose/")).locator(SEND_STEP).count():
                break  # the others are never published, or their families have not agreed
        worker.press(SEND_STEP)
    with album.seen("fa", role="manager") as manager:
        manager.open(need.replace("/change/", "/approve/"))
        album.keep(manager, "donor-preview-fa", height=560)


def histories(album: Album, file: str) -> None:
    """Of the file that has just been changed."""
    with album.seen("fa", role="inspector") as inspector:
        inspector.open(file.replace("/change/", "/history/"))
        album.keep(inspector, "history-fa", height=900)
        version = inspector.page.locator("#content a[href*='/history/']").first
        address = version.evaluate("(link) => link.pathname")
    with album.seen("en", role="inspector") as inspector:
        inspector.open(address)
        album.keep(inspector, "version-en", height=900)


def prison(album: Album) -> None:
    with album.seen("fa", "phone", "prison_social_worker") as worker:
        worker.open(f"{PRISONERS}add/").locator(".day-frame button").first.click()
        album.keep(worker, "calendar-fa")
    with album.seen("en", role="prison_social_worker") as worker:
        worker.open(first_of(worker, PRISONERS).replace("/change/", "/invite/"))
        worker.press(SEND_STEP)
        album.keep(worker, "invitation-sheet", width=1100, height=1120)


def families_own(album: Album) -> None:
    with album.seen("fa", "phone") as zahra:
        register(album, zahra)
        told = [each.inner_text() for each in zahra.page.locator(".card.key .code").all()]
        page = zahra.open("/f/")
        for name, text in zip(("code", "pin"), told, strict=True):
            page.locator(f"[name={name}]").fill(text)
        zahra.press("main form button")
        zahra.open("/f/messages/").locator("textarea").fill("سلام. اجاره‌مان بیشتر شده است.")
        zahra.press("main form button")
        album.keep(zahra, "own-messages-fa")


def register(album: Album, zahra: Visitor) -> None:
    go_on = "main .actions button, main .actions .button"
    page = zahra.open(urlsplit(album.house.demo["invitations"][-1]).path)
    zahra.press(go_on)
    page.locator("label:has([name=case_services])").first.click()
    zahra.press(go_on)
    page.locator("[name=phone]").fill("۰۹۱۲ ۱۲۳ ۴۵۶۷")
    page.locator("[name=county]").select_option(index=30)
    page.locator("[name=address]").fill("کوچه مهر، پلاک ۳")
    zahra.press(go_on)
    page.locator("[name=relation]").first.select_option("spouse")
    page.locator("label:has([name=income_reaches])").last.click()
    zahra.press(go_on)
    page.locator("[name=first_name]").fill("زهرا")
    page.locator("[name=last_name]").fill("احمدی")
    page.locator("[name=birth]").fill("۱۳۶۹/۲/۱۱")
    page.locator("label:has([name=sex])").first.click()
    zahra.press(go_on)
    zahra.press(".actions .button")
    for need in (0, 2):
        page.locator("label:has([type=checkbox])").nth(need).click()
    album.keep(zahra, "registration-phone-fa")
    zahra.press(go_on)
    zahra.press(go_on)
    album.keep(zahra, "registration-done")


def main(folder: Path) -> None:
    with TemporaryDirectory() as place, sync_playwright() as driver:
        build(Path(place) / "var", FAMILIES)
        with serving(Path(place) / "var") as house, chromium(driver) as browser:
            album = Album(browser, house, folder)
            start_pages(album)
            need_as_a_donor_sees_it(album)
            histories(album, lists_and_files(album))
            prison(album)
            families_own(album)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures")
