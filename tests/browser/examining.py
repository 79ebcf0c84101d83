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
from collections.abc import Container
from pathlib import Path
from typing import Any

import axe_playwright_python

from tests.browser.asked import (
    AS_IT_WAS,
    AS_OPENED,
    MARKED,
    MET,
    PERSIAN_IS_TEXT,
    SIZE,
    TOO_NARROW_TO_TYPE,
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
TALLEST_PICTURE = 2_400  # pixels; the rows below are alike
# To draw what lies below a wide window takes five times as long as the window.
SHOWN_WHOLE = "phone"
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
OF_THEIR_OWN = {"colours": "color-contrast", "targets": "target-size"}

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
        narrow = visitor.page.evaluate(TOO_NARROW_TO_TYPE)
        faults += [f"{screen}: too narrow to type in: {field}" for field in narrow]
        if wide or KEPT[visitor.view.language] == (screen, scheme):
            _picture(visitor, name, whole=bool(wide) or screen == SHOWN_WHOLE)
    visitor.page.evaluate(WITHOUT_REPEATS)
    for screen, first, other in BY_PART:
        visitor.look_from(screen, first)
        found, news = _of_its_parts(visitor)
        if news:
            visitor.look_from(screen, other)
            found += _of_its_colours(visitor)
        if found:
            _picture(visitor, f"{name}-at-fault", whole=True)
        faults += [f"{screen}: {fault}" for fault in found]
    visitor.page.evaluate(AS_IT_WAS)
    return faults


def _picture(visitor: Visitor, name: str, *, whole: bool) -> None:
    """What the window shows, or the page, whose end may lie too far down to be of use."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    drawn: dict[str, Any] = {"path": PICTURES / f"{name}-{visitor.view}.jpg"}
    if whole:
        width, height = visitor.page.evaluate(SIZE)
        shown = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST_PICTURE)}
        drawn |= {"full_page": True, "clip": shown}
    visitor.page.screenshot(**drawn, type="jpeg", quality=70, caret="initial")


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
    parts = _known_parts[visitor.view.screen]
    known = {"parts": parts, "targets": _known_targets, "colours": _known_colours}
    found, news = _of_what_is_new(visitor, met, known)
    return [*faults, *found], bool(news & {"parts", "colours"})


def _of_its_colours(visitor: Visitor) -> list[str]:
    met = visitor.page.evaluate(MET)
    return _of_what_is_new(visitor, met, {"colours": _known_colours})[0]


def _of_what_is_new(
    visitor: Visitor, met: dict[str, Any], known: dict[str, Known]
) -> tuple[list[str], set[str]]:
    """What is wrong with the kinds that no page before had, and of what there were any."""
    fresh = {name: kinds for name, each in known.items() if (kinds := each.fresh(met[name]))}
    if not fresh:
        return [], set()
    _bring_axe(visitor)
    found = visitor.page.evaluate(MARKED, [fresh, _asked_of(fresh)])
    for name, kinds in found["marked"].items():
        known[name].add(kinds)
    return _told(found), {name for name, kinds in found["marked"].items() if kinds}


def _asked_of(names: Container[str]) -> dict[str, Any]:
    """All rules for parts; for a colour or a target that is new in a known part, its own."""
    own = {rule for name, rule in OF_THEIR_OWN.items() if name in names}
    if "parts" not in names:
        return {"runOnly": sorted(own), "resultTypes": ["violations"]}
    off = {*OF_THE_PAGE, *OF_THEIR_OWN.values()} - own
    return {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {rule: {"enabled": False} for rule in off},
        "resultTypes": ["violations"],
    }


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
