"""Look at a page as a strict examiner does: what is wrong with it?

A page is opened once in a language and stays open while it is looked at on both screens, by
day and by night.  Pages are made of the same parts, so a part is examined where it is first
met: an element of a kind (tag, classes, role, parent, named or not) that no page before had on
this screen, a text in colours that no page before had, and a small target so near to its
neighbours as none before.  What belongs to a page as a whole, its landmarks, headings and
order, is examined on each; on the second screen, where it is laid out as no page before.
"""

import re
from pathlib import Path

import axe_playwright_python

from tests.browser.looking import SCREENS, Visitor
from tests.browser.server import ROOT

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# So that little changes from one view to the next.
VIEWS = (("wide", "light"), ("wide", "dark"), ("phone", "dark"), ("phone", "light"))
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
]  # fmt: skip
OF_THEIR_OWN = ["color-contrast", "target-size"]
WHOLE = "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
# The landmarks and headings that are shown, in their order.
OUTLINE = """
() => {
  const marks = `main, nav, header, footer, aside, section, form, h1, h2, h3, h4,
    [role], [tabindex]`;
  const told = ({tagName, role, tabIndex}) => [tagName, role, tabIndex].join(" ");
  const lines = [...document.querySelectorAll(marks)]
    .filter((element) => element.checkVisibility())
    .map((element) => `${told(element.parentElement)} > ${told(element)}`);
  return lines.filter((line, number) => line !== lines[number - 1]).join("\\n");
}
"""
PARTS = """
([tags, apart]) => axe.run({include: [["[data-examined-now]"]]}, {
  runOnly: {type: "tag", values: tags},
  rules: Object.fromEntries(apart.map((rule) => [rule, {enabled: false}])),
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
  // What tells the model or the column of a page makes no other kind of part.
  const own = /^(app|model|column|field)-/;
  const made = ({tagName, classList}) =>
    `${tagName}.${[...classList].filter((name) => !own.test(name)).sort().join(".")}`;
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
# Examines one small or covered target of each kind and nearness that is not known yet, and
# answers these kinds.  What sticks to the window covers only what is scrolled under it: it is
# let go meanwhile.
NEW_TARGETS = """
async (known) => {
  const seen = new Set(known), found = [];
  for (const each of document.querySelectorAll("[data-examined-now]")) {
    delete each.dataset.examinedNow;
  }
  const stuck = [...document.querySelectorAll("body *")]
    .filter((element) => getComputedStyle(element).position === "sticky");
  for (const element of stuck) element.style.position = "static";
  const reached = "a[href], button, input, select, textarea, summary, [tabindex]";
  const targets = [...document.querySelectorAll(reached)]
    .filter((element) => element.checkVisibility())
    .map((element) => [element, element.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height);
  const apart = (a, b) =>
    Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
  for (const [element, box] of targets) {
    const near = targets
      .filter(([other]) => !element.contains(other) && !other.contains(element))
      .map(([, its]) => apart(box, its));
    const nearest = Math.round(Math.max(-24, Math.min(24, ...near)));
    if (Math.min(box.width, box.height) >= 24 && nearest >= 0) continue;
    const size = [box.width, box.height].map(Math.round);
    const kind = [element.tagName, ...size, nearest].join(" ");
    if (seen.has(kind)) continue;
    seen.add(kind);
    found.push(kind);
    element.dataset.examinedNow = "";
  }
  const told = found.length
    ? await axe.run({include: [["[data-examined-now]"]]}, {
        runOnly: ["target-size"], resultTypes: ["violations"],
      })
    : {violations: []};
  for (const element of stuck) element.style.removeProperty("position");
  return [found, told];
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
  const layers = new Map([[null, []]]);
  const behind = (element) => {
    if (!layers.has(element)) {
      const {opacity, backgroundImage, backgroundColor} = getComputedStyle(element);
      const own = [];
      if (opacity !== "1") own.push(`opacity ${opacity}`);
      if (backgroundImage !== "none") own.push(backgroundImage.slice(0, 80));
      if (backgroundColor !== "rgba(0, 0, 0, 0)") own.push(backgroundColor);
      const covers = backgroundColor.startsWith("rgb(");
      layers.set(element, covers ? own : [...own, ...behind(element.parentElement)]);
    }
    return layers.get(element);
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
_known_targets: set[str] = set()
_known_outlines: set[str] = set()


def faults_in_every_view(visitor: Visitor, name: str) -> list[str]:
    """What is wrong with the open page on a wide screen and a phone, by day and by night."""
    # First of all: the examiner's own tools break the policy too.
    broken = visitor.page.evaluate("window.broken")
    faults = [*visitor.faults, *(f"policy: {fault}" for fault in broken)]
    faults += _of_its_language(visitor)
    sized = set()
    for screen, scheme in VIEWS:
        visitor.look_from(screen, scheme)
        found = [] if screen in sized else _of_its_screen(visitor)
        found += _of_its_colours(visitor)
        sized.add(screen)
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
    outline = page.evaluate(OUTLINE)
    if visitor.view.screen == VIEWS[0][0] or outline not in _known_outlines:
        _known_outlines.add(outline)
        faults += _told(page.evaluate(WHOLE, OF_THE_PAGE))
    if fresh := page.evaluate(NEW_PARTS, sorted(known)):
        known.update(fresh)
        faults += _told(page.evaluate(PARTS, [RULES, [*OF_THE_PAGE, *OF_THEIR_OWN]]))
    fresh, told = page.evaluate(NEW_TARGETS, sorted(_known_targets))
    _known_targets.update(fresh)
    return faults + _told(told)


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
