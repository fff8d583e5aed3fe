// A schedule as the form makes it -> the days on which it takes place, as `plugins/agenda/schedule.py` finds them.

import { dayOf, isoOf, weekdayOf } from "../finder/dates.js";
import { WEEKDAYS, isDay } from "./when.js";

const FAR = 365 * 41; // days ahead that are looked at: the same day of a month comes again sooner

/**
 * The dates in order: the day, and the time as the file writes it (empty: all day).
 * @param {Record<string, any>} plan
 * @param {{until: string} & Record<string, string[][]>} holidays the days of each kind of pause; where they end
 * @param {number} most how many to find
 * @returns {{day: string, time: string}[]}
 */
export function dates(plan, holidays, most = 10) {
  if (plan.dates) return loose(plan).slice(0, most);
  if (!isDay(plan.start ?? "")) return [];
  const start = dayOf(plan.start);
  const out = (plan.except ?? []).map((one) => one.split("/")).concat((plan.pause ?? []).flatMap((name) => holidays[name]));
  const left = out.map(([first, last = first]) => [dayOf(first), dayOf(last)]);
  const ends = [start + FAR, plan.repeat ? Infinity : start];
  if (plan.until) ends.push(dayOf(plan.until));
  if (plan.pause?.length) ends.push(dayOf(holidays.until));
  const last = Math.min(...ends);
  const fits = matching(plan, start);
  const found = [];
  for (let day = start; day <= last && found.length < most; day += 1) {
    if (fits(day) && !left.some(([first, end]) => first <= day && day <= end)) {
      found.push({ day: isoOf(day), time: plan.time ?? "" });
    }
  }
  return found;
}

/** Loose dates, each once, by day and time. */
function loose(plan) {
  const found = plan.dates.map((one) => {
    const [day, ...time] = one.split(" ");
    return { day, time: time.join(" ") || plan.time || "" };
  });
  const key = ({ day, time }) => `${day} ${time.split("-")[0].padStart(5, "0")}`;
  const valid = found.filter(({ day }) => isDay(day));
  return [...new Map(valid.reverse().map((one) => [key(one), one])).values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Does it take place on a day, by the rule alone? */
function matching(plan, start) {
  if (plan.repeat === "weekly") {
    const days = plan.days ?? [WEEKDAYS[weekdayOf(start)]];
    const monday = start - weekdayOf(start); // weeks are counted from Mondays
    return (day) => days.includes(WEEKDAYS[weekdayOf(day)]) && Math.floor((day - monday) / 7) % Number(plan.interval ?? 1) === 0;
  }
  if (plan.repeat !== "monthly") return (day) => day === start;
  const date = (day) => Number(isoOf(day).slice(8));
  if (!plan.days) return (day) => date(day) === date(start);
  const [nth, weekday] = plan.days.split(" ");
  if (nth === "last") return (day) => WEEKDAYS[weekdayOf(day)] === weekday && isoOf(day + 7).slice(5, 7) !== isoOf(day).slice(5, 7);
  return (day) => WEEKDAYS[weekdayOf(day)] === weekday && Math.ceil(date(day) / 7) === Number.parseInt(nth, 10);
}
