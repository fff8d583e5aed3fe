// The index of all activities one can go to, as plain objects. How the file is written: plugins/agenda/finder.py.

import { dayOf, isoOf } from "./dates.js";

/**
 * @typedef {object} Moment one time that something takes place
 * @property {string} start local ISO time to the minute, `2026-11-24T10:00`; of whole days a day, `2026-11-24`
 * @property {string|null} end the same, exclusive but for whole days, whose last day it is; null: not known
 * @property {boolean} off it does not take place
 * @property {number} day @property {number} lastDay the first and last day on which it is on, as `dates.js` counts
 * @property {number} parts of the day, as bits: 1 morning, 2 afternoon, 4 evening
 * @property {string[]} clock its words: before the start, the start, after it
 * @property {number} begin @property {number} over minutes since 1970 on the town's clock: when it begins, and when
 *   nobody can go there any more
 * @property {object} other what is otherwise than for the activity: `status`, `note`, `place`, `facts`
 *
 * @typedef {object} Activity
 * @property {string} address `organization/slug`
 * @property {string} title @property {string} summary @property {string} place @property {string} organization names
 * @property {string} price @property {string} facts words of a card; may be empty
 * @property {boolean} example @property {boolean} undated it has no fixed time, or not only
 * @property {Object<string, string[]>} keys ids by kind: area, audience, topic, organization, place, campaign, price,
 *   access, language, registration, form. Every kind is there
 * @property {Moment[]} dates to the horizon, in order
 * @property {(Moment & {words: string})|null} later the next date, if it is after the horizon; and that day in words
 */

const KINDS = ["area", "audience", "topic", "organization", "place", "campaign", "price", "access", "language", "registration", "form"];
const NOTHING = Object.freeze({});
const loading = new Map();

/**
 * The index at this address; asked for once, however often it is called. Throws when it cannot be had.
 * @param {string} url
 * @returns {Promise<{activities: Activity[]}>} the file's other values as they stand in it
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
  const everyone = Object.keys(index.aliases.audience);
  const none = Object.freeze([]);
  const iso = isoDays();
  const activities = index.activities.map((one) => {
    const keys = {};
    for (const kind of KINDS) keys[kind] = one.keys[kind] ?? none;
    if (keys.audience[0] === "*") keys.audience = everyone;
    const later = one.later?.slice(0, -1);
    return {
      price: "", facts: "", ...one, keys,
      example: Boolean(one.example),
      undated: Boolean(one.undated),
      dates: (one.dates ?? none).map((date) => moment(date, today, index.times, iso)),
      later: later ? { ...moment(later, today, index.times, iso), words: one.later.at(-1) } : null,
    };
  });
  return { ...index, activities };
}

/** ISO days, written once each: there are few of them and many dates. */
function isoDays() {
  const known = new Map();
  return (day) => known.get(day) ?? known.set(day, isoOf(day)).get(day);
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
