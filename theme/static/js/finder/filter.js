// Which activities and dates fit what somebody chose, and how many each other choice would leave.

import { dayOf, minutesOf, weekdayOf } from "./dates.js";
import { KINDS } from "./view.js";

const PARTS = ["morning", "afternoon", "evening"];
const DAYS = [..."0123456"]; // 0 is Monday
const OFF = 1; // bits of a date
const LATER = 2;
const SEARCH = 255; // a kind of choice beside KINDS

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

/** The dates of each run of `view.dates.sets`. @returns {Moment[][]} */
export function momentsIn({ index, dates }) {
  return dates.sets.map((run) => run.map(([ahead, number, bits = 0], place) => {
    const day = dayOf(index.today) + ahead;
    const time = index.times[number];
    const [begin, end, over] = [time.begin, time.end, time.over].map((minutes) => day * 1440 + minutes);
    return { day, lastDay: day + time.more, begin, end, over, time, place, off: Boolean(bits & OFF), later: Boolean(bits & LATER) };
  }));
}

/** A view that can be asked again and again; what is over at `now` (local ISO time) is not in it. */
export class Filter {
  constructor(view, now) {
    Object.assign(this, { view, index: view.index, today: dayOf(now), dates: [], owner: [] });
    this.moments = momentsOf(this.today);
    this.#order(minutesOf(now));
  }

  /** All dates in the order of a list, and whose they are. Those of one day and time are alike: only these are compared. */
  #order(now) {
    const { dates, number, unchecked } = this.view;
    const runs = momentsIn(this.view);
    for (const date of runs.flat()) {
      date.days = 0; // bits
      date.from = Math.max(date.day, this.today);
      for (let day = date.from; day <= Math.min(date.lastDay, date.from + 6); day += 1) date.days |= 1 << weekdayOf(day);
    }
    const alike = new Map();
    for (let owner = 0; owner < number; owner += 1) {
      for (const date of runs[dates.of[owner]]) {
        if (date.over <= now && !date.later) continue;
        const key = (date.day * this.index.times.length + date.time.rank) * 2 + unchecked[owner];
        if (!alike.has(key)) alike.set(key, { date, owner, all: [] });
        alike.get(key).all.push([owner, date]);
      }
    }
    for (const { all } of [...alike.values()].sort((a, b) => a.date.from - b.date.from || this.#within(a, b))) {
      for (const [owner, date] of all) {
        this.owner.push(owner);
        this.dates.push(date);
      }
    }
  }

  /** Which of two dates comes first within a day: what nobody has checked comes last, then whole days. */
  #within(a, b) {
    const { unchecked } = this.view;
    return unchecked[a.owner] - unchecked[b.owner] || a.date.time.whole - b.date.time.whole
      || a.date.begin - b.date.begin || a.date.end - b.date.end || a.owner - b.owner;
  }

  /** @param {Chosen} chosen @param {Uint8Array|null} matches of a search @returns {Found} as `types.d.ts` says */
  find(chosen, matches = null) {
    const { fails, only, near } = this.#facets(chosen, matches);
    const span = this.#span(chosen);
    const bits = (keys, names) => keys?.reduce((sum, key) => sum | 1 << names.indexOf(key), 0) || 255;
    const part = bits(chosen.part, PARTS);
    const day = bits(chosen.day, DAYS);
    const timed = chosen.when || chosen.from != null || chosen.until != null || part !== 255 || day !== 255;
    const { number } = this.view;
    const fits = new Uint8Array(number); // it has a date that fits
    const hasParts = new Uint8Array(number); // bits that it would have with only the other choices
    const hasDays = new Uint8Array(number);
    const hasMoments = new Uint8Array(number);
    const spans = Object.values(this.moments);
    const dates = [];
    const later = [];
    for (let one = 0; one < this.dates.length; one += 1) {
      const owner = this.owner[one];
      if (fails[owner] > 1) continue;
      const { day: first, lastDay: last, time: { parts }, days } = this.dates[one];
      const within = first <= span[1] && last >= span[0];
      const inPart = parts & part;
      const onDay = days & day;
      if (within && onDay) hasParts[owner] |= parts;
      if (within && inPart) hasDays[owner] |= days;
      if (inPart && onDay) {
        for (let moment = 0; moment < spans.length; moment += 1) {
          if (first <= spans[moment][1] && last >= spans[moment][0]) hasMoments[owner] |= 1 << moment;
        }
        if (within) {
          fits[owner] = 1;
          if (!fails[owner]) (this.dates[one].later ? later : dates).push(one);
        }
      }
    }
    const undated = [];
    let total = 0;
    for (let one = 0; one < number; one += 1) {
      if (this.view.undated[one]) {
        if (!timed) fits[one] = 1;
        if (!fails[one]) undated.push(one);
      }
      if (!fails[one] && fits[one]) total += 1;
    }
    const listed = (all, of) => ({ length: all.length, at: (place) => of(all[place]) });
    const said = (one) => ({ number: one, near: near !== null && near[one] === 1 });
    const dated = (one) => ({ ...said(this.owner[one]), date: this.dates[one] });
    const from = Math.max(span[0], this.today);
    this.#firstDay(dates, from);
    return {
      total, from,
      also: undated.filter((one) => !fits[one]).length,
      dates: listed(dates, dated),
      later: listed(later.sort((a, b) => this.dates[a].begin - this.dates[b].begin || this.owner[a] - this.owner[b]), dated),
      undated: listed(undated.sort((a, b) => this.view.unchecked[a] - this.view.unchecked[b]), said),
      counts: {
        ...this.#counts(fails, only, fits),
        ...this.#bitCounts(fails, { part: [hasParts, PARTS], day: [hasDays, DAYS], when: [hasMoments, Object.keys(this.moments)] }),
      },
    };
  }

  /** Of each activity how many kinds of choice it fails, and which if it is one; and whether it is only near. */
  #facets(chosen, matches) {
    const { number, keys } = this.view;
    const fails = new Uint8Array(number);
    const only = new Uint8Array(number);
    const apply = (place, fits) => {
      for (let one = 0; one < number; one += 1) if (!fits(one)) { fails[one] += 1; only[one] = place; }
    };
    if (matches) apply(SEARCH, (one) => matches[one]);
    let near = null;
    KINDS.forEach((kind, place) => {
      const ids = [chosen[kind] ?? []].flat();
      if (!ids.length) return;
      const { sets, of } = keys[kind];
      if (kind === "area") {
        const { inside, beside } = areasOf(this.index, chosen.area);
        const where = sets.map(([id]) => (inside.has(id) ? 2 : chosen.nearby && beside.has(id) ? 1 : 0));
        near = Uint8Array.from(of, (set) => where[set]);
        apply(place, (one) => near[one]);
      } else {
        const fit = sets.map((set) => (kind === "access" ? ids.every((id) => set.includes(id)) : ids.some((id) => set.includes(id))));
        apply(place, (one) => fit[of[one]]);
      }
    });
    return { fails, only, near };
  }

  /** What began before the first day of the list stands under that day, among what begins on it. */
  #firstDay(dates, from) {
    if (from === this.today) return; // they stand so already
    const said = (one) => ({ one, owner: this.owner[one], date: this.dates[one] });
    const first = dates.filter((one) => this.dates[one].day <= from).map(said); // these are the first of all
    first.sort((a, b) => this.#within(a, b)).forEach(({ one }, place) => { dates[place] = one; });
  }

  /** The days that are asked for, both in. */
  #span({ when, from, until }) {
    if (from != null || until != null) return [from ?? -Infinity, until ?? Infinity];
    return this.moments[when] ?? [-Infinity, Infinity];
  }

  /**
   * How many each option would leave, given the choices of the other kinds; of access, given those of its own too. An
   * area of which not all is known has no number.
   */
  #counts(fails, only, fits) {
    const counts = {};
    KINDS.forEach((kind, place) => {
      const { sets, of } = this.view.keys[kind];
      const sums = new Uint32Array(sets.length);
      for (let one = 0; one < of.length; one += 1) {
        if (fits[one] && (!fails[one] || (fails[one] === 1 && only[one] === place && kind !== "access"))) sums[of[one]] += 1;
      }
      counts[kind] = kind === "area" ? Object.fromEntries([...(this.view.areas ?? Object.keys(this.index.areas))].map((id) => [id, 0])) : {};
      sets.forEach((ids, set) => ids.forEach((id) => { counts[kind][id] = (counts[kind][id] ?? 0) + sums[set]; }));
    });
    for (const [id, { areas }] of Object.entries(this.index.districts)) {
      if (areas.every((area) => area in counts.area)) counts.area[id] = areas.reduce((sum, area) => sum + counts.area[area], 0);
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

/** Of what was found so many dates, and when there are no more of these so many lines below them. */
export function listOf(found, number, lines, perPage) {
  const list = daysOf(found, number, perPage);
  const first = (all) => Array.from({ length: Math.min(all.length, lines) }, (_, place) => all.at(place));
  const later = list.more ? [] : first(found.later);
  const undated = first(found.undated);
  const moreLines = undated.length < found.undated.length || (!list.more && later.length < found.later.length);
  return { ...list, later, undated, moreLines };
}

/** The days of a list, cut as `listing.pages` does: a tenth of a page more where that keeps a day whole. */
function daysOf({ dates, from }, number, perPage) {
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
