"""What the examiner asks a page, in the page's own language."""

# Text in elements that name another language (a language switch, a foreign name) may stay.
VISIBLE_PERSIAN_TEXT = """
() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim(), within = texts.currentNode.parentElement;
    if (!/[A-Za-z]{2}/.test(text) || !within.checkVisibility()) continue;
    if (within.closest("[lang]").lang.startsWith("fa")) found.push(text);
  }
  return found.join("\\n");
}
"""
# What a page tells before anything is done to it.
AS_OPENED = f"""
() => ({{
  policy: window.broken,
  direction: getComputedStyle(document.body).direction,
  language: document.documentElement.lang,
  text: ({VISIBLE_PERSIAN_TEXT})(),
}})
"""
SIZE = "() => [document.documentElement.clientWidth, document.documentElement.scrollHeight]"
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
# What is typed there cannot be read.
TOO_NARROW_TO_TYPE = """
() => [...document.querySelectorAll("input, textarea")]
  .filter((field) => !/^(checkbox|radio|hidden|submit|button|file|color)$/.test(field.type))
  .filter((field) => field.checkVisibility() && !field.closest(".visually-hidden"))
  .filter((field) => field.getBoundingClientRect().width < 64)
  .map((field) => field.outerHTML.slice(0, 120))
"""
# Of rows, entries and choices that are made alike, leaves the first three; `AS_IT_WAS` brings
# the others back.
WITHOUT_REPEATS = """
() => {
  window.takenAway = [];
  const made = (element) => [
    element.tagName, element.className, element.type, element.getAttribute("role"),
    Boolean(element.textContent.trim()), ...[...element.children].map(made),
  ].join(" ");
  for (const list of document.querySelectorAll("tbody, ul, ol, dl, select, optgroup, datalist")) {
    const met = new Map();
    for (const entry of [...list.children]) {
      const kind = made(entry);
      met.set(kind, (met.get(kind) || 0) + 1);
      if (met.get(kind) <= 3 || entry.selected || entry.contains(document.activeElement)) continue;
      window.takenAway.push([list, entry, entry.nextSibling]);
      entry.remove();
    }
  }
}
"""
AS_IT_WAS = """
() => {
  for (const [list, entry, next] of window.takenAway.reverse()) list.insertBefore(entry, next);
  for (const element of window.letGo || []) element.style.removeProperty("position");
}
"""
# axe takes text that is much narrower than its letters alone for icons and passes it by; joined
# Persian letters are.  There are no icon fonts here.
PERSIAN_IS_TEXT = """
() => {
  CanvasRenderingContext2D.prototype.measureText = (text) => ({width: 20 * text.length});
}
"""
WHOLE = "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
# The title, and what the page is built of: landmarks and headings that are shown, in their order.
OUTLINE = """
() => {
  const marks = `main, nav, header, footer, aside, section, form, h1, h2, h3, h4,
    [role], [tabindex], body > *, #container > *, #main > *`;
  const told = ({tagName, role, tabIndex}) => [tagName, role, tabIndex].join(" ");
  const lines = [...document.querySelectorAll(marks)]
    .filter((element) => element.checkVisibility())
    .map((element) => `${told(element.parentElement)} > ${told(element)}`);
  const titled = Boolean(document.title.trim());
  return [titled, ...lines.filter((line, at) => line !== lines[at - 1])].join("\\n");
}
"""
# One element of each kind of part.
PARTS = """
() => {
  const met = new Map();
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
    if (!met.has(kind)) met.set(kind, element);
  }
  return met;
}
"""
# One small or covered target of each kind and nearness.
TARGETS = """
() => {
  const met = new Map();
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
    // Beyond what a target must measure, its size makes no difference.
    const size = [box.width, box.height].map((side) => Math.round(Math.min(side, 24)));
    const kind = [element.tagName, ...size, nearest].join(" ");
    if (!met.has(kind)) met.set(kind, element);
  }
  return met;
}
"""
# One text of each kind of colouring.
COLOURS = """
() => {
  const met = new Map();
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
    if (!met.has(kind)) met.set(kind, element);
  }
  return met;
}
"""
# What the page has, by kind: its outline, parts, targets and colours; `MARKED` finds them again.
# What sticks to the window covers only what is scrolled under it: it is let go.
MET = f"""
() => {{
  const stuck = [...document.querySelectorAll("body *")]
    .filter((element) => getComputedStyle(element).position === "sticky");
  for (const element of stuck) element.style.position = "static";
  window.letGo = [...(window.letGo || []), ...stuck];
  window.met = {{parts: ({PARTS})(), targets: ({TARGETS})(), colours: ({COLOURS})()}};
  const kinds = Object.entries(window.met).map(([name, met]) => [name, [...met.keys()]]);
  return {{outline: ({OUTLINE})(), ...Object.fromEntries(kinds)}};
}}
"""
MARK = """
(fresh) => {
  for (const each of document.querySelectorAll("[data-examined-now]")) {
    delete each.dataset.examinedNow;
  }
  const marked = {};
  for (const [name, kinds] of Object.entries(fresh)) {
    // What a script has replaced since is met again on another page.
    marked[name] = kinds.filter((kind) => window.met[name].get(kind).isConnected);
    for (const kind of marked[name]) window.met[name].get(kind).dataset.examinedNow = "";
  }
  return marked;
}
"""
# In one breath, so that no script replaces what is marked before it is examined.
MARKED = f"""
async ([fresh, about]) => {{
  const marked = ({MARK})(fresh);
  if (!Object.values(marked).flat().length) return {{marked, violations: []}};
  const {{violations}} = await axe.run({{include: [["[data-examined-now]"]]}}, about);
  return {{marked, violations}};
}}
"""
