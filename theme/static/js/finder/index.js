// The index of all activities one can go to, as plain objects. How the file is written: plugins/agenda/finder.py.

import { dayOf, isoOf } from "./dates.js";
import { plain } from "./text.js";

const KINDS = ["area", "audience", "topic", "organization", "place", "campaign", "price", "access", "language", "registration", "form"];
const NOTHING = Object.freeze({});
const loading = new Map();

/**
 * The index at this address, asked for once. Throws when it cannot be had.
 * @param {string} url
 * @returns {Promise<{activities: Activity[]}>} as `types.d.ts` says; the file's other values as they stand in it
 */
export function load(url) {
  if (!loading.has(url)) {
    const index = fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
      return answer.json();
    }).then(expanded);
    index.catch(() => loading.delete(url)); // so that one may try again
    loading.set(url, index);
  }
  return loading.get(url);
}

/** @param {object} index the file's content @returns {object} the same with its activities written out */
export function expanded(index) {
  const today = dayOf(index.today);
  const empty = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  const days = new Map(); // as ISO, each once: there are few of them and many dates
  const iso = (day) => days.get(day) ?? days.set(day, isoOf(day)).get(day);
  const activities = index.activities.map((one) => {
    const keys = { ...empty, ...one.keys };
    if (keys.audience[0] === "*") keys.audience = index.audiences;
    const later = one.later?.slice(0, -1);
    return {
      price: "", facts: "", ...one, keys,
      shown: one,
      title: plain(one.title),
      summary: plain(one.summary),
      place: plain(one.place),
      example: Boolean(one.example),
      undated: Boolean(one.undated),
      dates: (one.dates ?? []).map((date) => moment(date, today, index.times, iso)),
      later: later ? { ...moment(later, today, index.times, iso), words: one.later.at(-1) } : null,
    };
  });
  return { ...index, activities };
}

function moment([ahead, number, other = NOTHING], today, times, iso) {
  const [clock, minutes, parts, ...words] = times[number];
  const day = today + ahead;
  const begin = clock ? Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) : 0;
  const end = minutes === null ? null : begin + minutes; // minutes after 00:00 of its first day
  const lastDay = day + Math.max(Math.ceil((end ?? 0) / 1440) - 1, 0);
  const two = (part) => String(part).padStart(2, "0");
  const at = (sum) => `${iso(day + Math.floor(sum / 1440))}T${two(Math.floor(sum / 60) % 24)}:${two(sum % 60)}`;
  return {
    start: clock ? `${iso(day)}T${clock}` : iso(day),
    end: end === null ? null : clock ? at(end) : iso(lastDay),
    off: Boolean(other.off),
    day, lastDay, parts, clock: words, other,
    begin: day * 1440 + begin,
    over: day * 1440 + (end ?? 1440),
  };
}
