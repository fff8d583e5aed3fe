/**
 * Says of each place of help whether it is open now, or when it opens again: by the reader's clock, in the town's time.
 * The words stand in the page. What the page does not know (later than its last hours) is not said.
 */

const MINUTE = 60_000;

/**
 * The intervals of a place, as moments in milliseconds.
 * @param {string} written `2026-11-23T08:00Z/2026-11-23T16:00Z` with spaces between them
 * @returns {Array<[number, number]>}
 */
export function intervals(written) {
  return written.split(" ").filter(Boolean).map((one) => one.split("/").map((moment) => Date.parse(moment)));
}

/**
 * The sentence for a place at a moment; empty when nothing is known of it.
 * @param {Array<[number, number]>} open
 * @param {number} now
 * @param {DOMStringMap} words the texts and the town's time zone
 * @param {string} language BCP 47
 * @returns {{text: string, open: boolean}}
 */
export function sentence(open, now, words, language) {
  const next = open.find(([, end]) => end > now);
  if (!next) return { text: "", open: false };
  const [start, end] = next;
  const on = start <= now;
  const moment = on ? end : start;
  const away = daysBetween(now, start, words.zone);
  const text = on ? words.now : away === 0 ? words.today : away === 1 ? words.tomorrow : words.later;
  return { text: text.replace("{time}", clock(moment, words)).replace("{day}", day(moment, words, language)), open: on };
}

/** A day in the order in which the page writes days: a CLDR pattern of EEEE, d and MMMM. */
function day(moment, words, language) {
  const format = new Intl.DateTimeFormat(language, { timeZone: words.zone, weekday: "long", day: "numeric", month: "long" });
  const found = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return words.day.replace(/EEEE|MMMM|d/g, (part) => ({ EEEE: found.weekday, MMMM: found.month, d: found.day })[part]);
}

/** A moment's parts on the town's clock. */
function parts(moment, zone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
}

function clock(moment, words) {
  const { hour, minute } = parts(moment, words.zone);
  return words.time.replace("{hour}", String(Number(hour))).replace("{minute}", minute.padStart(2, "0"));
}

/** How many days of the town's calendar lie between two moments. */
function daysBetween(first, last, zone) {
  const [from, to] = [first, last].map((moment) => {
    const { year, month, day } = parts(moment, zone);
    return Date.UTC(year, month - 1, day);
  });
  return (to - from) / (24 * 60 * MINUTE);
}

function show(all) {
  for (const place of all.querySelectorAll("[data-open]")) {
    const said = sentence(intervals(place.dataset.open), Date.now(), all.dataset, document.documentElement.lang);
    place.textContent = said.text;
    place.hidden = !said.text;
    place.classList.toggle("is-open", said.open);
  }
}

const all = document.querySelector(".desks");
if (all) {
  show(all);
  setInterval(() => show(all), MINUTE);
  document.addEventListener("visibilitychange", () => show(all)); // a telephone that wakes up
}
