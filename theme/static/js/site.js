// A page that was made some days ago: hides what is over, takes away words that are no longer true, says how old it is.

import { nowIn } from "./clock.js";

const told = document.getElementById("old");
const now = nowIn(told.dataset.zone);
const today = now.slice(0, 10);

let old = false;
for (const one of document.querySelectorAll("[data-end]")) {
  one.hidden = one.dataset.end <= now;
  old ||= one.dataset.end < today; // and so not just over
}
for (const day of document.querySelectorAll(".day")) {
  day.hidden = day.querySelector("[data-end]") !== null && !day.querySelector("[data-end]:not([hidden])");
}
for (const word of document.querySelectorAll(".soon[data-ahead]")) {
  const day = word.previousElementSibling.dateTime;
  const ahead = (Date.parse(day) - Date.parse(today)) / 864e5;
  if (ahead !== Number(word.dataset.ahead)) {
    word.remove();
    old = true;
  }
}
if (old) say();

/** Only the build knows when it was made: the same page may stay as it is for weeks. */
async function say() {
  const answer = await fetch(told.dataset.build).catch(() => null);
  if (!answer?.ok) return;
  const { date } = await answer.json();
  if (date >= today) return;
  const note = told.content.cloneNode(true).firstElementChild;
  const day = new Date(date).toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  note.textContent = note.textContent.replace("{day}", day);
  document.querySelector("main h1").after(note);
}
