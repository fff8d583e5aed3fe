// The form -> answers, what is wrong with them, and the fields of an activity file that they make.

import { isDay, day, clock, lines, moment, period, schedule, REPEATING } from "./when.js";

/** The answers: question -> texts, without what is not asked now. */
export function read(form) {
  const answers = {};
  for (const one of form.elements) {
    const ticked = one.type === "checkbox" || one.type === "radio";
    if (!one.name || one.disabled || one.type === "submit" || (ticked && !one.checked)) continue;
    const value = one.value.replace(/\r\n?/g, "\n").trim();
    if (value) (answers[one.name] ??= []).push(value);
  }
  return answers;
}

/** The fields that the answers make, and what stands in the words of the file. */
export function fields(answers, data) {
  const tree = {};
  for (const [name, path] of data.paths) {
    if (!answers[name]) continue;
    const at = path.slice(0, -1).reduce((inner, step) => (inner[step] ??= {}), tree);
    const several = data.several.includes(name);
    at[path.at(-1)] = several ? answers[name] : data.dates.includes(name) ? day(answers[name][0], data.months) : answers[name][0];
  }
  tree.schedule = schedule(answers, data.months);
  const venue = data.location.filter(([asked]) => answers[asked]);
  if (answers.place) tree.location = answers.place[0];
  else if (venue.length) tree.location = Object.fromEntries(venue.map(([asked, field]) => [field, answers[asked][0]]));
  tree.checked ??= data.today;
  return tree;
}

/** What is wrong: question -> what is said, one for each. `asked` are the questions that count: names, kinds and lengths. */
export function faults(answers, asked, data) {
  const found = {};
  const first = (name) => answers[name]?.[0] ?? "";
  const tell = (name, what, values = {}) => {
    const text = (data.faults[what] ?? what).replace(/\{(\w+)\}/g, (_, key) => values[key]);
    if (asked.some((one) => one.name === name)) found[name] ??= text[0].toLocaleUpperCase(data.language) + text.slice(1);
  };
  const needed = asked.filter((one) => one.required).map((one) => one.name);
  const repeat = first("repeat");
  if (repeat === "once" || REPEATING.includes(repeat)) needed.push("start");
  if (repeat === "monthly") needed.push("monthly");
  needed.push({ dates: "dates", by_appointment: "appointment", ongoing: "appointment", written: "schedule" }[repeat]);
  for (const { name, kind } of asked.filter((one) => needed.includes(one.name))) {
    if (name === "license") {
      if (!first(name)) tell(name, "license");
    } else if (!first(name)) tell(name, ["choice", "id", "ids"].includes(kind) ? "chosen" : "filled");
  }
  if (!first("place") && !first("place_name") && !first("online")) tell("place", "place");
  if (data.vouching.includes(first("organization")) && !first("vouched_by")) tell("vouched_by", "vouched_by");
  for (const { name, kind, most } of asked) {
    const value = first(name);
    if (!value) continue;
    if (kind === "date" && !isDay(day(value, data.months))) tell(name, "day", { value });
    if (kind === "time" && !isTime(clock(value), name === "to")) tell(name, "time", { value });
    if ([...value].length > most) tell(name, "long", { length: [...value].length, most });
    if (data.patterns[name]) {
      const [pattern, text] = data.patterns[name];
      if (!new RegExp(`^(?:${pattern})$`).test(value)) tell(name, text, { value });
    }
  }
  if (first("to") && !first("from")) tell("from", "beginning");
  const timed = schedule(answers, data.months).time ?? "";
  if (isSame(timed)) tell("from", "same");
  const [begin, end] = ["start", "until"].map((name) => day(first(name), data.months));
  if (isDay(begin) && isDay(end) && end < begin) tell("until", "last");
  for (const value of repeat === "dates" ? lines(first("dates")) : []) {
    const [on, ...time] = moment(value, data.months).split(" ");
    if (!isDay(on)) tell("dates", "day", { value });
    const [begin = "", end = "0:00"] = time.join(" ").split("-");
    if (time.length && !(isTime(begin) && isTime(end, true))) tell("dates", "time", { value: time.join(" ") });
    if (isSame(time.join(" "))) tell("dates", "same");
  }
  for (const value of REPEATING.includes(repeat) ? lines(first("not_on")) : []) {
    const [on, last = on] = period(value, data.months).split("/");
    if (!isDay(on) || !isDay(last)) tell("not_on", "day", { value });
    else if (last < on) tell("not_on", "backwards", { value });
  }
  return found;
}

/** Does it end when it begins? Midnight at the end is the next day's. */
function isSame(span) {
  const [begin, end] = span.split("-").map((one) => one.padStart(5, "0"));
  return begin === end;
}

/** Is this a time of the day? An end may be midnight. */
function isTime(text, end) {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text);
  return found !== null && ((Number(found[1]) < 24 && Number(found[2]) < 60) || (end && text === "24:00"));
}
