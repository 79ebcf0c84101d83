/* Small comforts of the office.  Every page works without them. */
"use strict";

document.documentElement.classList.add("with-script");

// A box that ticks all the boxes of a list.
for (const all of document.querySelectorAll("#action-toggle")) {
  const boxes = [...document.querySelectorAll("#result_list .action-select")];
  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    boxes.forEach((box) => box.closest("tr").classList.toggle("selected", box.checked));
  };
  all.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = all.checked; });
    show();
  });
  boxes.forEach((box) => box.addEventListener("change", show));
  show();
}

// One more row in a table of rows: the hidden pattern, with the next number.
for (const group of document.querySelectorAll("[data-rows]")) {
  const prefix = group.dataset.rows;
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const pattern = document.getElementById(`${prefix}-empty`);
  group.querySelector(".add-row button").addEventListener("click", () => {
    const row = pattern.cloneNode(true);
    row.classList.remove("empty-form");
    row.id = `${prefix}-${total.value}`;
    row.innerHTML = row.innerHTML.replaceAll("__prefix__", total.value);
    pattern.before(row);
    total.value = Number(total.value) + 1;
    row.dispatchEvent(new Event("rows:added", { bubbles: true }));
    row.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
}

// Panels of the head close when somebody looks elsewhere, and on Escape.
const panels = document.querySelectorAll("details.dropdown");
document.addEventListener("click", (event) => {
  panels.forEach((panel) => { if (!panel.contains(event.target)) panel.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const panel of panels) {
    if (panel.open && panel.contains(document.activeElement)) {
      panel.open = false;
      panel.querySelector("summary").focus();
    }
  }
});

// A map tells its numbers in a line below it, wherever the pointer or the keyboard is.
for (const map of document.querySelectorAll("[data-tells]")) {
  const line = map.parentElement.querySelector("[data-telling]");
  const silent = line.textContent;
  const tell = (event) => { line.textContent = event.target.closest("[data-told]")?.dataset.told ?? silent; };
  map.addEventListener("pointerover", tell);
  map.addEventListener("focusin", tell);
  map.addEventListener("pointerleave", () => { line.textContent = silent; });
}

// An empty form begins at its first field.
if (/\/add\/$/.test(location.pathname)) {
  document.querySelector("#content-main form :is(input:not([type=hidden]), select, textarea)")?.focus();
}

// Another language opens the page anew: what was typed and not saved would be lost unasked.
const typed = (field) => {
  if (field.type === "hidden" || field.type === "search") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") {
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(0, first);
  }
  return field.value !== field.defaultValue;
};
for (const form of document.querySelectorAll("form[data-asks]")) {
  form.addEventListener("submit", (event) => {
    const fields = document.querySelectorAll("#content-main form[method=post] :is(input, select, textarea)");
    if ([...fields].some(typed) && !confirm(form.dataset.asks)) event.preventDefault();
  });
}
