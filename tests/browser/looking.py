"""Look at a page as a person does: in a language, on a screen, by day or by night."""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser.server import House

# The same engine without a desktop around it draws a page in half the time.
CHROMIUM = ("chromium-headless-shell", "chromium")
SCREENS = {"wide": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile || ""}`);
});
"""


@contextmanager
def chromium(driver: Playwright) -> Iterator[Browser]:
    """Debian's Chromium; the driver brings none of its own."""
    browser = driver.chromium.launch(
        executable_path=next(filter(None, map(shutil.which, CHROMIUM))),
        args=["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
    )
    yield browser
    browser.close()


@dataclass(frozen=True)
class View:
    """How somebody looks: in a language, on a screen, by day or by night."""

    language: str = "fa"
    screen: str = "wide"
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.language}-{self.screen}-{self.scheme}"


class Visitor:
    """A person with a browser: opens pages, and remembers everything that was wrong."""

    def __init__(self, browser: Browser, house: House, view: View, *, scripts: bool = True) -> None:
        self.house, self.view = house, view
        self.context: BrowserContext = browser.new_context(
            base_url=house.url,
            locale={"fa": "fa-IR", "en": "en-GB"}[view.language],
            viewport=SCREENS[view.screen],  # type: ignore[arg-type]  # a plain dict is enough
            color_scheme=view.scheme,  # type: ignore[arg-type]  # light or dark
            reduced_motion="reduce",
            java_script_enabled=scripts,
            has_touch=view.screen == "phone",
        )
        self.context.add_cookies([{"name": "language", "value": view.language, "url": house.url}])
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("requestfailed", self.miss)
        self.page.on("request", self.stays_home)

    def look_from(self, screen: str, scheme: str) -> None:
        """Stay on the page, and look at it on another screen, by day or by night."""
        if screen != self.view.screen:
            self.page.set_viewport_size(SCREENS[screen])  # type: ignore[arg-type]  # a plain dict is enough
        if scheme != self.view.scheme:
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
        self.view = replace(self.view, screen=screen, scheme=scheme)

    def hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def miss(self, request: Any) -> None:
        """What the page itself gives up, by going on to another, is not lost."""
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"lost: {request.url} {request.failure}")

    def stays_home(self, request: Any) -> None:
        if not request.url.startswith((self.house.url, "data:", "blob:")):
            self.faults.append(f"asks a foreign host: {request.url}")

    def log_in(self, account: dict[str, Any]) -> None:
        """Come in without looking at the door; tests of their own come in as people do."""
        self.context.request.get("/admin/login/")
        names = ("username", "password")
        self.send("/admin/login/", {name: account[name] for name in names})
        # The account brings its own language; this visitor wants the one of the view.
        self.send("/language", {"language": self.view.language})

    def send(self, path: str, form: dict[str, str]) -> None:
        (token,) = (c["value"] for c in self.context.cookies() if "csrf" in c["name"])
        sent = {**form, "csrfmiddlewaretoken": token}
        answer = self.context.request.post(path, form=sent, max_redirects=0)  # type: ignore[arg-type]  # texts
        assert answer.status == HTTPStatus.FOUND, (path, answer.status)

    def leaving(self) -> AbstractContextManager[Any]:
        """What is done within leads to another page; wait until that page is there.

        Without scripts nothing else waits: the browser shows the next page's address as soon as
        its first byte has come.
        """
        return self.page.expect_navigation(wait_until="load")

    def press(self, button: str) -> None:
        """Press what leads to another page."""
        with self.leaving():
            self.page.locator(button).first.click()

    def open(self, path: str, *, expect: int = 200) -> Page:
        self.faults.clear()
        answer = self.page.goto(path, wait_until="load")
        assert answer is not None
        if answer.status != expect:
            self.faults.append(f"answered {answer.status}, not {expect}")
        # The browser itself complains of a refusal that was asked for.
        self.faults = [fault for fault in self.faults if f"status of {expect} " not in fault]
        return self.page
