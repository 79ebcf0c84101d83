"use strict";
// The search box as a palette: Ctrl+K or "/" from anywhere, arrows, Enter, Escape.
// Without this script the box sends its words to a page of results.
{
  const form = document.getElementById("find");
  const box = form.querySelector("input[type=search]");
  const panel = form.querySelector(".find-panel");
  const list = document.getElementById("find-options");
  const said = form.querySelector(".find-said");
  const PAUSE = 180;
  let waiting = 0;
  let asking = null;
  let asked = null;

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  const options = () => [...list.querySelectorAll("[role=option]")];
  const current = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    current()?.setAttribute("aria-selected", "false");
    if (!option) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = options();
    if (!all.length) return;
    const at = all.indexOf(current());
    choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length]);
  }

  function open() {
    panel.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    asked = null;
    panel.hidden = true;
    choose(null);
    box.setAttribute("aria-expanded", "false");
  }

  async function ask() {
    const words = box.value.trim();
    if (words === asked) return;
    asked = words;
    asking?.abort();
    asking = new AbortController();
    const body = new FormData(form);
    try {
      const answer = await fetch(form.dataset.options, { method: "POST", body, signal: asking.signal });
      // A session that has ended answers with the page of the login, after a redirection.
      if (answer.redirected || (!answer.ok && answer.status !== 429)) throw new Error("no answer");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      said.textContent = page.querySelector("[data-said]")?.textContent ?? "";
      list.replaceChildren(...page.querySelectorAll("[role=group]"));
      choose(null);
      open();
    } catch (trouble) {
      if (trouble.name === "AbortError") return;
      asked = null;
      list.replaceChildren();
      said.textContent = form.dataset.failed;
      open();
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  // Passing by with Tab asks nothing; coming on purpose does.
  box.addEventListener("click", ask);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) ask();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && current()) {
      event.preventDefault();
      location.assign(current().href);
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      close();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  // A click must not take the focus from the box before it has led somewhere.
  panel.addEventListener("pointerdown", (event) => event.preventDefault());

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const called = (event.key.toLowerCase() === "k" || event.code === "KeyK") && (event.ctrlKey || event.metaKey);
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!called && !slash) return;
    event.preventDefault();
    box.focus();
    box.select();
    ask();
  });
}
