// Only the questions that are about something: what others were answered decides it. Without a script all are there.

import { day, isDay } from "./when.js";
import { monthly } from "./words.js";

/** Shows and hides as the answers are now. */
function refresh(form) {
  for (const one of form.querySelectorAll("[data-about]")) {
    const chosen = new FormData(form).get(one.dataset.about) ?? "";
    const asked = one.dataset.with.split(" ").includes(chosen);
    one.hidden = !asked;
    for (const control of one.querySelectorAll("input, select, textarea")) control.disabled = !asked;
  }
  const written = form.elements.repeat.value === "written";
  if (written) form.querySelector('[data-question="schedule"]').closest("details").open = true;
}

/** Says what the answers to *which day of the month* mean, once the first day is known. */
function named(form, data, usual) {
  const start = day(form.elements.start.value, data.months);
  const said = isDay(start) ? monthly(start, data) : usual;
  for (const one of form.querySelectorAll('[name="monthly"]')) one.labels[0].querySelector("span").textContent = said[one.value];
}

export function follow(form, data) {
  const options = [...form.querySelectorAll('[name="monthly"]')];
  const usual = Object.fromEntries(options.map((one) => [one.value, one.labels[0].textContent.trim()]));
  const both = () => {
    refresh(form);
    named(form, data, usual);
  };
  form.addEventListener("change", both);
  both();
  return both;
}
