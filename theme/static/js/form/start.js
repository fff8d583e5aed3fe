// Starts the form: questions that follow the answers, what was filled in kept; without a receiver also the file itself.

import { nowIn } from "../clock.js";
import { Draft } from "./draft.js";
import { Page } from "./page.js";
import { follow } from "./questions.js";

const form = document.getElementById("form");
const data = JSON.parse(document.getElementById("form-data").textContent);
data.today = nowIn(data.zone).slice(0, 10);
const draft = new Draft(form, form.dataset.draft);

const restored = "fresh" in form.dataset && draft.restore(Date.now());
const refresh = follow(form, data);

const note = document.getElementById("kept-here");
let waiting;
const keep = () => {
  clearTimeout(waiting);
  note.hidden = !draft.keep(Date.now());
};
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(keep, 300);
});
addEventListener("pagehide", () => waiting && keep());
note.hidden = !restored;
for (const button of document.querySelectorAll("[data-wipe]")) {
  button.addEventListener("click", () => {
    clearTimeout(waiting);
    waiting = 0;
    draft.wipe();
    form.reset();
    refresh();
    note.hidden = true;
    for (const one of document.querySelectorAll("[data-part=result], [data-part=outlook], [data-part=dates], #errors")) one.hidden = true;
    document.querySelector("[data-part=status]").textContent = form.dataset.wiped;
    document.querySelector("h1").focus();
  });
}

form.addEventListener("keydown", (event) => {
  // The first button would be pressed: nothing is handed in, or looked at, by accident.
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});

if (!form.elements.token) new Page(form, data, draft);
form.hidden = false;
