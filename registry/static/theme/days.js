/* A calendar for fields of days: Jalali on Persian pages, Gregorian on English ones.

   It attaches to every input with data-day="day" or data-day="moment" and writes what a person
   would have typed, so the server learns nothing new and the field works without it.
   The calendars are the browser's own (Intl); the words stand in the template of the page. */
"use strict";

(() => {
  const language = document.documentElement.lang.startsWith("fa") ? "fa" : "en";
  const calendar = language === "fa" ? "persian" : "gregory";
  const DAY = 86400000;
  const FIRST_OF_WEEK = 6; // Saturday: the office's week is Iran's in both languages
  const FRIDAY = 5;
  const WEEK = 7;

  const utc = { timeZone: "UTC" };
  const figures = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { ...utc, year: "numeric", month: "numeric", day: "numeric" });
  const persian = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { ...utc, year: "numeric", month: "numeric", day: "numeric" });
  const words = (options) => new Intl.DateTimeFormat(`${language === "fa" ? "fa" : "en-GB"}-u-ca-${calendar}`, { ...utc, ...options });
  const monthName = words({ month: "long" });
  const weekday = words({ weekday: "narrow" });
  const weekdayInFull = words({ weekday: "long" });
  const inFull = (day) => {
    const there = split(day);
    return `${weekdayInFull.format(day)} ${digits(there.day)} ${monthName.format(day)} ${digits(there.year)}`;
  };

  const latin = (text) => text.replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0).replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660);
  const digits = (text) => (language === "fa" ? String(text).replace(/\d/g, (d) => String.fromCharCode(0x6f0 + Number(d))) : String(text));
  const two = (number) => String(number).padStart(2, "0");

  function split(day, format = figures) {
    const found = {};
    for (const part of format.formatToParts(day)) found[part.type] = Number(part.value);
    return { year: found.year ?? found.relatedYear, month: found.month, day: found.day };
  }

  /** The first day of a month: looked for around the place where it must lie. */
  function firstOf(year, month, format = figures) {
    const jalali = format === persian || calendar === "persian";
    if (!jalali) return Date.UTC(year, month - 1, 1);
    const passed = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    let day = Date.UTC(year + 621, 2, 19) + passed * DAY;
    for (let step = 0; step < 6; step += 1, day += DAY) {
      const there = split(day, format);
      if (there.year === year && there.month === month && there.day === 1) break;
    }
    return day;
  }

  function monthLength(first) {
    let length = 28;
    while (split(first + length * DAY).month === split(first).month) length += 1;
    return length;
  }

  /** What stands in the field, in either calendar: 1405 is Jalali, 2026 Gregorian. */
  function read(text) {
    const typed = latin(text).trim().match(/^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:\s+(\d{1,2}:\d{2}))?$/);
    if (!typed) return null;
    const [year, month, day] = typed.slice(1, 4).map(Number);
    if (month < 1 || month > 12 || day < 1 || day > 31) return null;
    const at = year < 1700 ? firstOf(year, month, persian) + (day - 1) * DAY : Date.UTC(year, month - 1, day);
    return { day: at, time: typed[4] ?? "" };
  }

  function write(day) {
    const there = split(day);
    const text = [there.year, two(there.month), two(there.day)].join(language === "fa" ? "/" : "-");
    return digits(text);
  }

  /** Today and now by the clock of Tehran, wherever the computer thinks it is. */
  function now() {
    const parts = {};
    const clock = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", { timeZone: "Asia/Tehran", year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    for (const part of clock.formatToParts(new Date())) parts[part.type] = part.value;
    return { day: Date.UTC(parts.year, parts.month - 1, parts.day), time: `${parts.hour}:${parts.minute}` };
  }

  /** The same day of another month; the 31st becomes the last there is. */
  function moved(day, months) {
    const there = split(day);
    const count = there.year * 12 + there.month - 1 + months;
    const first = firstOf(Math.floor(count / 12), (count % 12) + 1);
    return first + (Math.min(there.day, monthLength(first)) - 1) * DAY;
  }

  class Picker {
    constructor(dialog) {
      this.dialog = dialog;
      this.body = dialog.querySelector("tbody");
      this.title = dialog.querySelector("[data-title]");
      this.clock = dialog.querySelector("[data-time] input");
      this.head(dialog.querySelector("thead tr"));
      dialog.addEventListener("click", (event) => this.pressed(event));
      dialog.addEventListener("close", () => this.input.nextElementSibling.focus());
      this.body.addEventListener("keydown", (event) => this.key(event));
    }

    head(row) {
      for (let at = 0; at < WEEK; at += 1) {
        const day = Date.UTC(2024, 0, FIRST_OF_WEEK + at); // 6 January 2024 was a Saturday
        const cell = document.createElement("th");
        cell.scope = "col";
        cell.abbr = weekdayInFull.format(day);
        cell.textContent = weekday.format(day);
        row.append(cell);
      }
    }

    open(input) {
      this.input = input;
      const typed = read(input.value);
      const present = now();
      this.chosen = typed?.day ?? null;
      this.dialog.querySelector("[data-time]").hidden = input.dataset.day !== "moment";
      this.clock.value = digits((typed?.time || present.time).padStart(5, "0"));
      this.dialog.setAttribute("aria-label", input.nextElementSibling.getAttribute("aria-label"));
      this.dialog.showModal();
      this.show(this.chosen ?? present.day);
      this.place();
    }

    /** Beside its field where there is room; the style sheet has it at the foot of a phone. */
    place() {
      const field = this.input.getBoundingClientRect();
      const own = this.dialog.getBoundingClientRect();
      const below = field.bottom + 4 + own.height < window.innerHeight ? field.bottom + 4 : Math.max(4, field.top - own.height - 4);
      const wanted = document.dir === "rtl" ? field.right - own.width : field.left;
      const left = Math.min(Math.max(4, wanted), window.innerWidth - own.width - 4);
      this.dialog.style.setProperty("--top", `${below}px`);
      this.dialog.style.setProperty("--left", `${left}px`);
    }

    show(day, focus = true) {
      this.day = day;
      const here = split(day);
      const first = firstOf(here.year, here.month);
      this.title.textContent = `${monthName.format(day)} ${digits(here.year)}`;
      const before = (new Date(first).getUTCDay() - FIRST_OF_WEEK + WEEK) % WEEK;
      const length = monthLength(first);
      const rows = [];
      for (let start = -before; start < length; start += WEEK) rows.push(this.week(first, start, length));
      this.body.replaceChildren(...rows);
      if (focus) this.body.querySelector("[tabindex='0']").focus();
    }

    week(first, start, length) {
      const row = document.createElement("tr");
      for (let at = start; at < start + WEEK; at += 1) {
        const cell = document.createElement("td");
        if (at >= 0 && at < length) this.fill(cell, first + at * DAY, at + 1);
        row.append(cell);
      }
      return row;
    }

    fill(cell, day, number) {
      cell.textContent = digits(number);
      cell.dataset.at = day;
      cell.tabIndex = day === this.day ? 0 : -1;
      cell.setAttribute("role", "gridcell");
      cell.setAttribute("aria-label", inFull(day));
      cell.setAttribute("aria-selected", day === this.chosen);
      if (day === now().day) cell.setAttribute("aria-current", "date");
      cell.classList.toggle("rest", new Date(day).getUTCDay() === FRIDAY);
    }

    key(event) {
      const ahead = document.dir === "rtl" ? -1 : 1;
      const inWeek = (new Date(this.day).getUTCDay() - FIRST_OF_WEEK + WEEK) % WEEK;
      const steps = {
        ArrowRight: () => this.day + ahead * DAY,
        ArrowLeft: () => this.day - ahead * DAY,
        ArrowDown: () => this.day + WEEK * DAY,
        ArrowUp: () => this.day - WEEK * DAY,
        Home: () => this.day - inWeek * DAY,
        End: () => this.day + (WEEK - 1 - inWeek) * DAY,
        PageDown: () => moved(this.day, event.shiftKey ? 12 : 1),
        PageUp: () => moved(this.day, event.shiftKey ? -12 : -1),
      };
      if (event.key === "Enter" || event.key === " ") this.choose(this.day);
      else if (steps[event.key]) this.show(steps[event.key]());
      else return;
      event.preventDefault();
    }

    pressed(event) {
      const button = event.target.closest("button");
      const cell = event.target.closest("[data-at]");
      if (cell) this.choose(Number(cell.dataset.at));
      else if (button?.dataset.months) this.show(moved(this.day, Number(button.dataset.months)), false);
      else if (button?.dataset.today !== undefined) this.choose(now().day);
      else if (button?.dataset.clear !== undefined) this.finish("");
      else if (button || event.target === this.dialog) this.dialog.close();
    }

    choose(day) {
      const clock = latin(this.clock.value).trim();
      const time = this.input.dataset.day === "moment" && clock ? ` ${digits(clock)}` : "";
      this.finish(write(day) + time);
    }

    finish(text) {
      this.input.value = text;
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      this.dialog.close();
    }
  }

  const template = document.getElementById("day-picker");
  if (!template) return;
  let picker = null;

  function openFor(input) {
    if (!picker) {
      document.body.append(template.content.cloneNode(true));
      picker = new Picker(document.querySelector("dialog.day-picker"));
    }
    picker.open(input);
  }

  function attach(input) {
    const opener = template.content.querySelector("[data-opener]").cloneNode(true);
    const label = input.getAttribute("aria-label") || input.labels?.[0]?.textContent.trim() || "";
    opener.setAttribute("aria-label", [opener.getAttribute("aria-label"), label.replace(/[:：]$/, "")].filter(Boolean).join(": "));
    opener.addEventListener("click", () => openFor(input));
    const frame = document.createElement("span");
    frame.className = "day-frame";
    input.replaceWith(frame);
    frame.append(input, opener);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      openFor(input);
    });
  }

  const attachAll = (root) => root.querySelectorAll("input[data-day]").forEach((input) => {
    if (!input.closest(".day-frame") && !input.closest(".empty-form")) attach(input);
  });
  attachAll(document);
  document.addEventListener("rows:added", (event) => attachAll(event.target));
})();
