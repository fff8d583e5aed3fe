// A page that was made some days ago: hides what is over, takes away words that are no longer true, says how old it is.

import { nowIn } from "./clock.js";

const LATE = 3; // days: a site is made every night, so then something is wrong

const told = document.getElementById("old");
const now = nowIn(told.dataset.zone);
const today = now.slice(0, 10);

/** Whole days from a date to today. */
const since = (date) => (Date.parse(today) - Date.parse(date)) / 864e5;

let old = false;
for (const one of document.querySelectorAll("[data-end]")) {
  one.hidden = one.dataset.end <= now;
  old ||= one.dataset.end < today; // and so not just over
}
for (const day of document.querySelectorAll(".day")) {
  day.hidden = day.querySelector("[data-end]") !== null && !day.querySelector("[data-end]:not([hidden])");
}
for (const word of document.querySelectorAll(".soon[data-ahead]")) {
  if (-since(word.previousElementSibling.dateTime) !== Number(word.dataset.ahead)) {
    word.remove();
    old = true;
  }
}
say();

/**
 * Only the build knows when it was made: the same page may stay as it is for weeks. What is still to come looks right
 * for ever, and may have been called off since: so every page asks.
 */
async function say() {
  const answer = await fetch(told.dataset.build).catch(() => null);
  if (!answer?.ok) return;
  const { date } = await answer.json();
  const late = since(date) >= LATE;
  if (!late && !(old && date < today)) return;
  const note = told.content.cloneNode(true).children[late ? 1 : 0];
  const day = new Date(date).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  note.textContent = note.textContent.replace("{day}", day);
  const heading = document.querySelector("main h1");
  const sheet = heading.closest(".slip, .poster"); // of which every line is measured
  if (!sheet) return heading.after(note);
  note.classList.add("screen");
  sheet.before(note);
}
