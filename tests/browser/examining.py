"""Look at a page as a strict examiner does: what is wrong with it?

A page is opened once in a language and stays open while it is looked at on both screens, by
day and by night.  Pages are made of the same parts, so a part is examined where it is first
met: an element of a kind (tag, classes, role, parent, named or not) that no page before had on
this screen, and a text in colours that no page before had.  What belongs to a page as a whole,
its landmarks, headings, order and the size and distance of its targets, is examined on each.
"""

import re
from pathlib import Path

import axe_playwright_python

from tests.browser.looking import SCREENS, Visitor
from tests.browser.server import ROOT

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")
PICTURES = ROOT / "var" / "screenshots"
# One picture of each page in each language; where something is wrong, one of that view too.
KEPT = {"fa": ("wide", "light"), "en": ("phone", "dark")}

WIDER_THAN_ITS_WINDOW = """
() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const outside = (box) => box.width && (box.right > page.clientWidth + 1 || box.left < -1);
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility() && outside(element.getBoundingClientRect()))
    .slice(0, 5)
    .map((element) => element.outerHTML.slice(0, 120));
}
"""
# What only a whole page can break.
OF_THE_PAGE = [
    "aria-hidden-body", "bypass", "document-title", "duplicate-id-aria", "heading-order",
    "html-has-lang", "html-lang-valid", "landmark-banner-is-top-level",
    "landmark-contentinfo-is-top-level", "landmark-main-is-top-level",
    "landmark-no-duplicate-banner", "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main", "landmark-one-main",
    "landmark-unique", "meta-viewport", "page-has-heading-one", "region", "skip-link", "tabindex",
    "target-size",
]  # fmt: skip
WHOLE = "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
PARTS = """
([tags, apart]) => axe.run({include: [["[data-examined-now]"]]}, {
  runOnly: {type: "tag", values: tags},
  rules: Object.fromEntries([...apart, "color-contrast"].map((rule) => [rule, {enabled: false}])),
  resultTypes: ["violations"],
})
"""
CONTRAST = """
() => axe.run({include: [["[data-examined-now]"]]}, {
  runOnly: ["color-contrast"], resultTypes: ["violations"],
})
"""
# Marks one element of each kind that is not known yet, and answers these kinds.
NEW_PARTS = """
(known) => {
  const seen = new Set(known), found = [];
  for (const each of document.querySelectorAll("[data-examined-now]")) {
    delete each.dataset.examinedNow;
  }
  const plain = /^(role|type|alt|for|lang|scope|tabindex|autocomplete)$/;
  const free = /^(for|alt)$|label|describedby|controls|owns|activedescendant/;
  const made = (element) => `${element.tagName}.${[...element.classList].sort().join(".")}`;
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility()) continue;
    const told = [...element.attributes]
      .filter(({name}) => plain.test(name) || name.startsWith("aria-"))
      .map(({name, value}) => (free.test(name) ? name : `${name}=${value}`))
      .sort();
    const named = element.labels ? element.labels.length > 0 : Boolean(element.textContent.trim());
    const kind = [made(element), made(element.parentElement), named, ...told].join(" ");
    if (seen.has(kind)) continue;
    seen.add(kind);
    found.push(kind);
    element.dataset.examinedNow = "";
  }
  return found;
}
"""
# Marks one text of each kind of colouring that is not known yet, and answers these kinds.
NEW_COLOURS = """
(known) => {
  const seen = new Set(known), found = [];
  for (const each of document.querySelectorAll("[data-examined-now]")) {
    delete each.dataset.examinedNow;
  }
  const speaks = (element) =>
    ["INPUT", "SELECT", "TEXTAREA"].includes(element.tagName)
    || [...element.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const {opacity, backgroundImage, backgroundColor} = getComputedStyle(at);
      if (opacity !== "1") layers.push(`opacity ${opacity}`);
      if (backgroundImage !== "none") layers.push(backgroundImage.slice(0, 80));
      if (backgroundColor !== "rgba(0, 0, 0, 0)") layers.push(backgroundColor);
      if (backgroundColor.startsWith("rgb(")) break;
    }
    return layers;
  };
  for (const element of document.querySelectorAll("body *")) {
    if (!speaks(element) || !element.checkVisibility()) continue;
    const {color, fontSize, fontWeight} = getComputedStyle(element);
    const kind = [color, fontSize, fontWeight, ...behind(element)].join(" | ");
    if (seen.has(kind)) continue;
    seen.add(kind);
    found.push(kind);
    element.dataset.examinedNow = "";
  }
  return found;
}
"""
# Text in elements that name another language (a language switch, a foreign name) may stay.
VISIBLE_PERSIAN_TEXT = """
() => [...document.querySelectorAll("body *")]
  .filter((element) => element.checkVisibility() && element.closest("[lang]").lang.startsWith("fa"))
  .flatMap((element) => [...element.childNodes])
  .filter((node) => node.nodeType === Node.TEXT_NODE)
  .map((node) => node.textContent.trim())
  .join("\\n")
"""

_known_colours: set[str] = set()
_known_parts: dict[str, set[str]] = {screen: set() for screen in SCREENS}


def faults_in_every_view(visitor: Visitor, name: str) -> list[str]:
    """What is wrong with the open page on a wide screen and a phone, by day and by night."""
    # First of all: the examiner's own tools break the policy too.
    broken = visitor.page.evaluate("window.broken")
    faults = [*visitor.faults, *(f"policy: {fault}" for fault in broken)]
    faults += _of_its_language(visitor)
    for screen in SCREENS:
        for scheme in SCHEMES:
            visitor.look_from(screen, scheme)
            found = [] if scheme != SCHEMES[0] else _of_its_screen(visitor)
            found += _of_its_colours(visitor)
            if found or KEPT[visitor.view.language] == (screen, scheme):
                _picture(visitor, name)
            faults += [f"{screen}, {scheme}: {fault}" for fault in found]
    return faults


def _picture(visitor: Visitor, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}-{visitor.view}.jpg"
    visitor.page.screenshot(path=path, full_page=True, type="jpeg", quality=70)


def _of_its_language(visitor: Visitor) -> list[str]:
    """The wrong direction; Latin digits and English sentences that a Persian page shows."""
    page, language = visitor.page, visitor.view.language
    direction = page.evaluate("getComputedStyle(document.body).direction")
    told = page.get_attribute("html", "lang") or "none"
    faults = [] if direction == {"fa": "rtl", "en": "ltr"}[language] else [f"runs {direction}"]
    faults += [] if told.startswith(language) else [f"lang: {told}"]
    if language == "fa":
        text = page.evaluate(VISIBLE_PERSIAN_TEXT)
        sentences = re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}", text)
        faults += [f"not in Persian: {sentence}" for sentence in sentences[:5]]
    return faults


def _of_its_screen(visitor: Visitor) -> list[str]:
    _bring_axe(visitor)
    page, known = visitor.page, _known_parts[visitor.view.screen]
    faults = [f"too wide: {part}" for part in page.evaluate(WIDER_THAN_ITS_WINDOW)]
    faults += _told(page.evaluate(WHOLE, OF_THE_PAGE))
    if fresh := page.evaluate(NEW_PARTS, sorted(known)):
        known.update(fresh)
        faults += _told(page.evaluate(PARTS, [RULES, OF_THE_PAGE]))
    return faults


def _of_its_colours(visitor: Visitor) -> list[str]:
    fresh = visitor.page.evaluate(NEW_COLOURS, sorted(_known_colours))
    if not fresh:
        return []
    _bring_axe(visitor)
    _known_colours.update(fresh)
    return _told(visitor.page.evaluate(CONTRAST))


def _bring_axe(visitor: Visitor) -> None:
    if not visitor.page.evaluate("'axe' in window"):
        visitor.page.evaluate(AXE)


def _told(found: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[str]:
    return [
        f"axe {fault['id']}: {node['html'][:160]}"
        for fault in found["violations"]
        for node in fault["nodes"][:3]
    ]
