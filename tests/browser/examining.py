"""Look at a page as a strict examiner does: what is wrong with it?

A page is opened once in a language and stays open while it is looked at on both screens, by
day and by night.  Pages are made of the same parts, so a part is examined where it is first
met: an element of a kind (tag, classes, role, parent, named or not) that no page before had on
this screen, a text in colours that no page before had, and a small target so near to its
neighbours as none before.  What belongs to a page as a whole, its landmarks, headings and
order, is examined where it is built as no page before.  By the other light a screen is looked
at where it shows a part or a colour that no page before had: known parts were seen in both.
Its width is measured and its picture taken with all its rows; then of rows that are made alike
only the first are left.
"""

import re
from pathlib import Path
from typing import Any

import axe_playwright_python

from tests.browser.asked import (
    AS_IT_WAS,
    AS_OPENED,
    MARKED,
    MET,
    PERSIAN_IS_TEXT,
    WHOLE,
    WIDER_THAN_ITS_WINDOW,
    WITHOUT_REPEATS,
)
from tests.browser.known import Known
from tests.browser.looking import SCREENS, Visitor
from tests.browser.server import ROOT

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# So that little changes from one view to the next.
WITH_ALL_ROWS = (("wide", "light"), ("phone", "dark"))
BY_PART = (("phone", "dark", "light"), ("wide", "light", "dark"))
PICTURES = ROOT / "var" / "screenshots"
# One picture of each page in each language; where something is wrong, one of that view too.
KEPT = {"fa": ("wide", "light"), "en": ("phone", "dark")}

# What only a whole page can break.
OF_THE_PAGE = [
    "aria-hidden-body", "bypass", "document-title", "duplicate-id-aria", "heading-order",
    "html-has-lang", "html-lang-valid", "landmark-banner-is-top-level",
    "landmark-contentinfo-is-top-level", "landmark-main-is-top-level",
    "landmark-no-duplicate-banner", "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main", "landmark-one-main",
    "landmark-unique", "meta-viewport", "page-has-heading-one", "region", "skip-link", "tabindex",
]  # fmt: skip
OF_THEIR_OWN = ["color-contrast", "target-size"]
OF_A_PART = {
    "runOnly": {"type": "tag", "values": RULES},
    "rules": {rule: {"enabled": False} for rule in (*OF_THE_PAGE, *OF_THEIR_OWN)},
    "resultTypes": ["violations"],
}
OF_A_COLOUR = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
OF_A_TARGET = {"runOnly": ["target-size"], "resultTypes": ["violations"]}

_known_outlines = Known("outlines")
_known_parts = {screen: Known(f"parts-{screen}") for screen in SCREENS}
_known_targets = Known("targets")
_known_colours = Known("colours")


def faults_in_every_view(visitor: Visitor, name: str) -> list[str]:
    """What is wrong with the open page on a wide screen and a phone, by day and by night."""
    # First of all: the examiner's own tools break the policy too.
    opened = visitor.page.evaluate(AS_OPENED)
    faults = [*visitor.faults, *(f"policy: {fault}" for fault in opened["policy"])]
    faults += _of_its_language(visitor.view.language, opened)
    for screen, scheme in WITH_ALL_ROWS:
        visitor.look_from(screen, scheme)
        wide = visitor.page.evaluate(WIDER_THAN_ITS_WINDOW)
        faults += [f"{screen}: too wide: {part}" for part in wide]
        if wide or KEPT[visitor.view.language] == (screen, scheme):
            _picture(visitor, name)
    visitor.page.evaluate(WITHOUT_REPEATS)
    for screen, first, other in BY_PART:
        visitor.look_from(screen, first)
        found, news = _of_its_parts(visitor)
        if news:
            visitor.look_from(screen, other)
            found += _of_its_colours(visitor, visitor.page.evaluate(MET))[0]
        if found:
            _picture(visitor, f"{name}-at-fault")
        faults += [f"{screen}: {fault}" for fault in found]
    visitor.page.evaluate(AS_IT_WAS)
    return faults


def _picture(visitor: Visitor, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}-{visitor.view}.jpg"
    visitor.page.screenshot(path=path, full_page=True, type="jpeg", quality=70, caret="initial")


def _of_its_language(language: str, opened: dict[str, Any]) -> list[str]:
    """The wrong direction; English sentences that a Persian page shows."""
    direction, told = opened["direction"], opened["language"]
    faults = [] if direction == {"fa": "rtl", "en": "ltr"}[language] else [f"runs {direction}"]
    faults += [] if told.startswith(language) else [f"lang: {told or 'none'}"]
    if language == "fa":
        sentences = re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}", opened["text"])
        faults += [f"not in Persian: {sentence}" for sentence in sentences[:5]]
    return faults


def _of_its_parts(visitor: Visitor) -> tuple[list[str], bool]:
    """What is wrong on this screen, and whether there was a part or a colour never met before."""
    met, faults = visitor.page.evaluate(MET), []
    if outline := _known_outlines.fresh([met["outline"]]):
        _bring_axe(visitor)
        faults += _told(visitor.page.evaluate(WHOLE, OF_THE_PAGE))
        _known_outlines.add(outline)
    on_this_screen = _known_parts[visitor.view.screen]
    of_parts, parts = _of_what_is_new(visitor, met, "parts", on_this_screen, OF_A_PART)
    of_targets, _new = _of_what_is_new(visitor, met, "targets", _known_targets, OF_A_TARGET)
    of_colours, colours = _of_its_colours(visitor, met)
    return [*faults, *of_parts, *of_targets, *of_colours], parts or colours


def _of_its_colours(visitor: Visitor, met: dict[str, Any]) -> tuple[list[str], bool]:
    return _of_what_is_new(visitor, met, "colours", _known_colours, OF_A_COLOUR)


def _of_what_is_new(
    visitor: Visitor, met: dict[str, Any], name: str, known: Known, about: dict[str, Any]
) -> tuple[list[str], bool]:
    """What is wrong with the kinds that no page before had, and whether there were any."""
    fresh = known.fresh(met[name])
    if not fresh:
        return [], False
    _bring_axe(visitor)
    found = visitor.page.evaluate(MARKED, [name, fresh, about])
    known.add(found["marked"])
    return _told(found), bool(found["marked"])


def _bring_axe(visitor: Visitor) -> None:
    if not visitor.page.evaluate("'axe' in window"):
        visitor.page.evaluate(PERSIAN_IS_TEXT)
        visitor.page.evaluate(AXE)


def _told(found: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[str]:
    return [
        f"axe {fault['id']}: {node['html'][:160]}"
        for fault in found["violations"]
        for node in fault["nodes"][:3]
    ]
