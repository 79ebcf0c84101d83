// Looks again every two seconds at how far the work is.  Without it, the page's own link does.
"use strict";

(() => {
  const place = document.getElementById("progress");
  if (!place) return;
  const began = place.dataset.state;
  const every = 2000;

  const look = async () => {
    let answer;
    try {
      answer = await fetch(place.dataset.look, { credentials: "same-origin" });
    } catch {
      return window.setTimeout(look, 5 * every); // the line is down: ask less often
    }
    if (!answer.ok || answer.redirected) return undefined;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const card = page.querySelector("[data-state]");
    const state = card ? card.dataset.state : began;
    if (state !== "waiting" && state !== "running") return window.location.reload();
    if (!place.contains(document.activeElement)) place.replaceChildren(...page.body.childNodes);
    return window.setTimeout(look, every);
  };

  window.setTimeout(look, every);
})();
