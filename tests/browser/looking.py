"""Look at a page as a person would, and as a strict examiner: what is wrong with it?"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.server import ROOT, House

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = {"wide": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
PICTURES = ROOT / "var" / "screenshots"
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile || ""}`);
});
"""
WIDER_THAN_ITS_WINDOW = """
() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const outside = (box) => box.width && (box.right > page.clientWidth + 1 || box.left < -1);
  return [...document.querySelectorAll("body *")]
    .filter((element) => outside(element.getBoundingClientRect()))
    .slice(0, 5)
    .map((element) => element.outerHTML.slice(0, 120));
}
"""


@dataclass(frozen=True)
class View:
    """How somebody looks: in a language, on a screen, by day or by night."""

    language: str = "fa"
    screen: str = "wide"
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.language}-{self.screen}-{self.scheme}"


EVERY_VIEW = [
    View(language, screen, scheme)
    for language in ("fa", "en")
    for screen in ("wide", "phone")
    for scheme in ("light", "dark")
]


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
        self.page.on("requestfailed", lambda request: self.faults.append(f"lost: {request.url}"))
        self.page.on("request", self.stays_home)

    def hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def stays_home(self, request: Any) -> None:
        if not request.url.startswith((self.house.url, "data:", "blob:")):
            self.faults.append(f"asks a foreign host: {request.url}")

    def log_in(self, account: dict[str, Any]) -> None:
        self.page.goto("/admin/login/")
        self.page.fill("input[name=username]", account["username"])
        self.page.fill("input[name=password]", account["password"])
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url("**/admin/")
        # The account brings its own language; this visitor wants the one of the view.
        wanted = f"form.language button[value={self.view.language}]"
        if self.page.get_attribute("html", "lang") != self.view.language:
            self.page.locator(wanted).first.click()
            self.page.wait_for_selector(f"html[lang={self.view.language}]")

    def open(self, path: str, *, expect: int = 200) -> Page:
        self.faults.clear()
        answer = self.page.goto(path, wait_until="load")
        assert answer is not None
        if answer.status != expect:
            self.faults.append(f"answered {answer.status}, not {expect}")
        # The browser itself complains of a refusal that was asked for.
        self.faults = [fault for fault in self.faults if f"status of {expect} " not in fault]
        return self.page

    def examine(self, name: str) -> list[str]:
        """Everything that is wrong with the page as it stands; a picture of it is kept."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}-{self.view}.png", full_page=True)
        return [
            *self.faults,
            *(f"policy: {fault}" for fault in self.page.evaluate("window.broken")),
            *(f"too wide: {part}" for part in self.page.evaluate(WIDER_THAN_ITS_WINDOW)),
            *self.direction(),
            *self.untranslated(),
            *self.inaccessible(),
        ]

    def direction(self) -> list[str]:
        wanted = {"fa": "rtl", "en": "ltr"}[self.view.language]
        found = self.page.evaluate("getComputedStyle(document.body).direction")
        language = self.page.get_attribute("html", "lang") or "none"
        faults = [] if found == wanted else [f"direction: {found}"]
        return faults if language.startswith(self.view.language) else [*faults, f"lang: {language}"]

    def untranslated(self) -> list[str]:
        """Latin digits and English sentences that a Persian page shows."""
        if self.view.language != "fa":
            return []
        text = self.page.evaluate(VISIBLE_PERSIAN_TEXT)
        sentences = re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}", text)
        return [f"not in Persian: {sentence}" for sentence in sentences[:5]]

    def inaccessible(self) -> list[str]:
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES
        )
        return [
            f"axe {fault['id']}: {node['html'][:160]}"
            for fault in found["violations"]
            for node in fault["nodes"][:3]
        ]


# Text in elements that name another language (a language switch, a foreign name) may stay.
VISIBLE_PERSIAN_TEXT = """
() => [...document.querySelectorAll("body *")]
  .filter((element) => element.checkVisibility() && element.closest("[lang]").lang.startsWith("fa"))
  .flatMap((element) => [...element.childNodes])
  .filter((node) => node.nodeType === Node.TEXT_NODE)
  .map((node) => node.textContent.trim())
  .join("\\n")
"""
