// The answers about when -> the `schedule` of an activity file. What `plugins/intake/when.py` does, in the browser: what is
// not understood stays as it was written.

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
export const REPEATING = ["weekly", "biweekly", "monthly"];
const ORDINALS = ["1st", "2nd", "3rd", "4th", "5th"];
const DAY = "\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2} [\\p{L}_]{3,9} \\d{4}";

const two = (number) => String(number).padStart(2, "0");

/** Is this a day that there is, as a file writes one? */
export function isDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found || found[1] < "1900" || found[1] > "2100") return false;
  const date = new Date(`${text}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/**
 * `24-11-2026` or `24 november 2026` as the file writes it; else the text itself.
 * @param {string} text
 * @param {Record<string, number>} months their names in small letters
 */
export function day(text, months) {
  const word = text.trim().split(/\s+/).join(" ").toLowerCase();
  let found = /^(?:[\p{L}_]+ )?(\d{1,2})[-/. ]+(\d{1,2}|[\p{L}_]{3,9})\.?[-/. ]+(\d{4})$/u.exec(word);
  if (found) {
    const number = /^\d+$/.test(found[2]) ? Number(found[2]) : months[found[2]] ?? 0;
    const iso = `${found[3]}-${two(number)}-${two(Number(found[1]))}`;
    return number ? iso : text.trim();
  }
  found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(word);
  return found ? `${found[1]}-${two(Number(found[2]))}-${two(Number(found[3]))}` : text.trim();
}

/** `10.00`, `10u` or `10` as the file writes a time; else the text itself. */
export function clock(text) {
  const found = /^(\d{1,2})(?:[.:u h]?(\d{2}))?\s*(?:u|h|uur)?$/.exec(text.trim().toLowerCase());
  return found ? `${found[1]}:${found[2] ?? "00"}` : text.trim();
}

/** `10:00-12:00`, or `10:00`; empty without a start. */
export const span = (first, last) => (first && last ? `${clock(first)}-${clock(last)}` : clock(first || last));

/** The lines of a text that say something; a comma or a semicolon ends one too. */
export const lines = (text) => text.split(/[\n;,]/).map((line) => line.trim()).filter(Boolean);

/** `21-12-2026 t/m 3-1-2027` as the file writes days; a single day as itself. */
export function period(text, months) {
  const found = text.match(new RegExp(DAY, "gu")) ?? [];
  return found.length === 2 ? `${day(found[0], months)}/${day(found[1], months)}` : day(text, months);
}

/** `24-11-2026 14.00-16.00` as the file writes a loose date with its time. */
export function moment(text, months) {
  const found = new RegExp(`^(${DAY})\\s+(.+)`, "u").exec(text);
  if (!found) return day(text, months);
  const at = found[2].indexOf("-");
  const time = at < 0 ? clock(found[2]) : span(found[2].slice(0, at), found[2].slice(at + 1));
  return `${day(found[1], months)} ${time}`;
}

/**
 * The `schedule` that the questions make, but for the one in the words of the file.
 * @param {Record<string, string[]>} answers
 * @returns {Record<string, string|string[]>}
 */
export function schedule(answers, months) {
  const first = (name) => (answers[name]?.[0] ?? "").trim();
  const repeat = first("repeat");
  if (repeat === "by_appointment" || repeat === "ongoing") return { [repeat]: first("appointment") };
  const tree = {};
  if (repeat === "dates") tree.dates = lines(first("dates")).map((line) => moment(line, months));
  else if (repeat !== "written") tree.start = day(first("start"), months);
  if (repeat === "weekly" || repeat === "biweekly") {
    tree.repeat = "weekly";
    if (repeat === "biweekly") tree.interval = "2";
    const chosen = WEEKDAYS.filter((name) => answers.days?.includes(name));
    if (chosen.length) tree.days = chosen;
  } else if (repeat === "monthly") {
    Object.assign(tree, { repeat: "monthly" }, monthly(first("monthly"), tree.start));
  }
  if (REPEATING.includes(repeat)) {
    if (first("until")) tree.until = day(first("until"), months);
    if (first("not_on")) tree.except = lines(first("not_on")).map((line) => period(line, months));
    if (answers.pause?.length) tree.pause = [...answers.pause];
  }
  const time = repeat === "written" ? "" : span(first("from"), first("to"));
  if (time) tree.time = time;
  return tree;
}

/** The weekday of a day, 0 is Monday, and which of that weekday in its month it is, from 0 on. */
export function inMonth(iso) {
  const date = new Date(`${iso}T00:00Z`);
  return { weekday: (date.getUTCDay() + 6) % 7, nth: Math.floor((date.getUTCDate() - 1) / 7), date: date.getUTCDate() };
}

/** Which day of the month, told by the first day. */
function monthly(way, start) {
  if (!isDay(start)) return {};
  const { weekday, nth } = inMonth(start);
  if (way === "weekday") return { days: `${ORDINALS[nth]} ${WEEKDAYS[weekday]}` };
  return way === "last" ? { days: `last ${WEEKDAYS[weekday]}` } : {};
}
