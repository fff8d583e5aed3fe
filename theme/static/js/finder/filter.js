// Which activities and dates fit what somebody chose, and how many each other choice would leave.

import { dayOf, minutesOf, weekdayOf } from "./dates.js";

const LISTS = ["audience", "topic", "price", "registration", "access", "language"];
const PARTS = ["morning", "afternoon", "evening"];
const DAYS = [..."0123456"]; // 0 is Monday

/** The areas that a choice stands for, and those near it. @returns {{inside: Set<string>, beside: Set<string>}} */
export function areasOf(index, id) {
  const inside = new Set(index.districts[id]?.areas ?? (index.areas[id] ? [id] : []));
  const beside = [...inside].flatMap((one) => index.areas[one].near ?? []).filter((one) => !inside.has(one));
  return { inside, beside: new Set(beside) };
}

/** The days of each moment that one can choose, both in. */
function momentsOf(today) {
  const sunday = today + 6 - weekdayOf(today);
  return {
    today: [today, today],
    tomorrow: [today + 1, today + 1],
    week: [today, sunday],
    weekend: [Math.max(today, sunday - 1), sunday],
  };
}

/** An index that can be asked again and again; what is over at `now` (local ISO time) is not in it. */
export class Filter {
  constructor(index, now) {
    this.index = index;
    this.activities = index.activities;
    this.today = dayOf(now);
    this.moments = momentsOf(this.today);
    this.#number();
    this.#order(minutesOf(now));
  }

  /** Ids become numbers once, so that a choice is compared and counted without looking anything up. */
  #number() {
    this.ids = {};
    this.numbers = {};
    for (const kind of ["area", ...LISTS]) {
      const known = this.ids[kind] = new Map();
      const number = (id) => known.get(id) ?? known.set(id, known.size).get(id);
      this.numbers[kind] = this.activities.map((one) => one.keys[kind].map(number));
    }
  }

  /** All dates in the order of a list, in arrays of numbers. */
  #order(now) {
    const all = [];
    this.late = this.activities.map((one) => (one.unchecked ? 1 : 0));
    this.activities.forEach((activity, owner) => {
      for (const date of activity.dates) if (date.over > now) all.push({ date, owner, later: false });
      if (activity.later) all.push({ date: activity.later, owner, later: true });
    });
    all.sort((a, b) => Math.max(a.date.day, this.today) - Math.max(b.date.day, this.today) || this.#within(a, b));
    this.all = all;
    this.owner = Int32Array.from(all, (one) => one.owner);
    this.first = Int32Array.from(all, (one) => one.date.day);
    this.last = Int32Array.from(all, (one) => one.date.lastDay);
    this.parts = Uint8Array.from(all, (one) => one.date.parts);
    this.days = Uint8Array.from(all, ({ date }) => {
      let bits = 0;
      const from = Math.max(date.day, this.today);
      for (let day = from; day <= Math.min(date.lastDay, from + 6); day += 1) bits |= 1 << weekdayOf(day);
      return bits;
    });
  }

  /** Which of two dates comes first within a day: what nobody has checked comes last, then whole days. */
  #within(a, b) {
    const whole = ({ date }) => Number(date.start.length === 10);
    const end = ({ date }) => (date.end === null ? date.begin : date.over);
    return this.late[a.owner] - this.late[b.owner] || whole(a) - whole(b) || a.date.begin - b.date.begin
      || end(a) - end(b) || a.owner - b.owner;
  }

  /** @param {Chosen} chosen @param {Uint8Array|null} matches of a search @returns {Found} as `types.d.ts` says */
  find(chosen, matches = null) {
    const { fails, only, near } = this.#facets(chosen, matches);
    const span = this.#span(chosen);
    const bits = (keys, names) => keys?.reduce((sum, key) => sum | 1 << names.indexOf(key), 0) || 255;
    const part = bits(chosen.part, PARTS);
    const day = bits(chosen.day, DAYS);
    const timed = chosen.when || chosen.from != null || chosen.until != null || part !== 255 || day !== 255;
    const number = this.activities.length;
    const fits = new Uint8Array(number); // it has a date that fits
    const hasParts = new Uint8Array(number); // bits that it would have with only the other choices
    const hasDays = new Uint8Array(number);
    const hasMoments = new Uint8Array(number);
    const spans = Object.values(this.moments);
    const dates = [];
    const later = [];
    for (let one = 0; one < this.all.length; one += 1) {
      const owner = this.owner[one];
      if (fails[owner] > 1) continue;
      const first = this.first[one];
      const last = this.last[one];
      const within = first <= span[1] && last >= span[0];
      const inPart = this.parts[one] & part;
      const onDay = this.days[one] & day;
      if (within && onDay) hasParts[owner] |= this.parts[one];
      if (within && inPart) hasDays[owner] |= this.days[one];
      if (inPart && onDay) {
        for (let moment = 0; moment < spans.length; moment += 1) {
          if (first <= spans[moment][1] && last >= spans[moment][0]) hasMoments[owner] |= 1 << moment;
        }
        if (within) {
          fits[owner] = 1;
          if (!fails[owner]) (this.all[one].later ? later : dates).push(one);
        }
      }
    }
    const undated = [];
    let total = 0;
    for (let one = 0; one < number; one += 1) {
      if (this.activities[one].undated) {
        if (!timed) fits[one] = 1;
        if (!fails[one]) undated.push(one);
      }
      if (!fails[one] && fits[one]) total += 1;
    }
    const said = (one) => ({ activity: this.activities[one], near: near !== null && near[one] === 1 });
    const dated = (one) => ({ ...said(this.owner[one]), date: this.all[one].date });
    const from = Math.max(span[0], this.today);
    this.#firstDay(dates, from);
    return {
      total, from,
      also: undated.filter((one) => !fits[one]).length,
      dates: { length: dates.length, at: (place) => dated(dates[place]) },
      later: later.map(dated).sort((a, b) => a.date.begin - b.date.begin || (a.activity.address < b.activity.address ? -1 : 1)),
      undated: undated.sort((a, b) => this.late[a] - this.late[b]).map(said),
      counts: {
        ...this.#counts(fails, only, fits),
        ...this.#bitCounts(fails, { part: [hasParts, PARTS], day: [hasDays, DAYS], when: [hasMoments, Object.keys(this.moments)] }),
      },
    };
  }

  /** Of each activity how many kinds of choice it fails, and which if it is one; and whether it is only near. */
  #facets(chosen, matches) {
    const number = this.activities.length;
    const fails = new Uint8Array(number);
    const only = new Uint8Array(number);
    const fail = (one, kind) => { fails[one] += 1; only[one] = kind; };
    if (matches) for (let one = 0; one < number; one += 1) if (!matches[one]) fail(one, 255);
    let near = null;
    if (chosen.area) {
      const { inside, beside } = areasOf(this.index, chosen.area);
      near = new Uint8Array(number);
      this.activities.forEach(({ keys }, one) => {
        if (keys.area.some((id) => inside.has(id))) return;
        near[one] = chosen.nearby && keys.area.some((id) => beside.has(id)) ? 1 : 0;
        if (!near[one]) fail(one, 0);
      });
    }
    LISTS.forEach((kind, place) => {
      const ids = [chosen[kind] ?? []].flat().map((id) => this.ids[kind].get(id) ?? -1);
      if (!ids.length) return;
      const has = this.numbers[kind];
      const fit = kind === "access"
        ? (one) => ids.every((id) => has[one].includes(id))
        : (one) => ids.some((id) => has[one].includes(id));
      for (let one = 0; one < number; one += 1) if (!fit(one)) fail(one, place + 1);
    });
    return { fails, only, near };
  }

  /** What began before the first day of the list stands under that day, among what begins on it. */
  #firstDay(dates, from) {
    if (from === this.today) return; // they stand so already
    const first = dates.filter((one) => this.first[one] <= from); // these are the first of all
    first.sort((a, b) => this.#within(this.all[a], this.all[b])).forEach((one, place) => { dates[place] = one; });
  }

  /** The days that are asked for, both in. */
  #span({ when, from, until }) {
    if (from != null || until != null) return [from ?? -Infinity, until ?? Infinity];
    return this.moments[when] ?? [-Infinity, Infinity];
  }

  /** How many each option would leave, given the choices of the other kinds; of access, given those of its own too. */
  #counts(fails, only, fits) {
    const counts = {};
    ["area", ...LISTS].forEach((kind, place) => {
      const sums = new Uint32Array(this.ids[kind].size);
      const has = this.numbers[kind];
      for (let one = 0; one < has.length; one += 1) {
        if (!fits[one] || fails[one] > 1 || (fails[one] && (only[one] !== place || kind === "access"))) continue;
        for (const id of has[one]) sums[id] += 1;
      }
      counts[kind] = {};
      for (const [id, number] of this.ids[kind]) counts[kind][id] = sums[number];
    });
    for (const [id, { areas }] of Object.entries(this.index.districts)) {
      counts.area[id] = areas.reduce((sum, area) => sum + (counts.area[area] ?? 0), 0);
    }
    return counts;
  }

  #bitCounts(fails, kinds) {
    const counts = {};
    for (const [kind, [has, keys]] of Object.entries(kinds)) {
      counts[kind] = Object.fromEntries(keys.map((key) => [key, 0]));
      for (let one = 0; one < has.length; one += 1) {
        if (fails[one] || !has[one]) continue;
        keys.forEach((key, bit) => { if (has[one] >> bit & 1) counts[kind][key] += 1; });
      }
    }
    return counts;
  }
}

/** The days of a list, cut as `listing.pages` does: a tenth of a page more where that keeps a day whole. */
export function daysOf({ dates, from }, number, perPage) {
  const dayAt = (place) => (place < dates.length ? Math.max(dates.at(place).date.day, from) : null);
  let cut = Math.min(number, dates.length);
  let rest = cut;
  while (rest - cut <= perPage / 10 && rest < dates.length && dayAt(rest) === dayAt(cut - 1)) rest += 1;
  if (rest - cut <= perPage / 10) cut = rest;
  const days = [];
  for (let place = 0; place < cut; place += 1) {
    const day = dayAt(place);
    if (days.at(-1)?.day !== day) days.push({ day, items: [] });
    days.at(-1).items.push(dates.at(place));
  }
  return { days, more: cut < dates.length };
}
