// What the form shows of the answers, in the words of the page: days, times, the card.

import { inMonth } from "./when.js";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

/** `dinsdag 24 november 2026` */
export function day(iso, data) {
  const [y, m, d] = iso.split("-").map(Number);
  const parts = { EEEE: data.weekdays[inMonth(iso).weekday], MMMM: data.monthNames[m - 1], d, y };
  return data.pattern.replace(/EEEE|MMMM|d|y/g, (part) => parts[part]);
}

/** `10.00`, as the page writes a time of the file. */
function clock(text, data) {
  const [hour, minute] = text.split(":");
  return fill(data.words.clock, { hour: Number(hour), minute });
}

/** `10.00 tot 12.00 uur`; without a time the whole day. */
export function time(span, data) {
  if (!span) return data.words.all_day;
  const [start, end] = span.split("-").map((one) => clock(one.trim(), data));
  return end ? fill(data.words.span, { start, end }) : fill(data.words.at, { time: start });
}

/** What the answers to *which day of the month* mean for this first day: `de 2e dinsdag van de maand`. */
export function monthly(iso, data) {
  const { weekday, nth, date } = inMonth(iso);
  const on = (which) => fill(data.words.nth_day, { nth: which, day: data.weekdays[weekday] });
  const said = { weekday: on(data.nth[nth]), last: on(data.nth[5]), date: data.ordinals[date - 1] };
  return Object.fromEntries(Object.entries(said).map(([way, text]) => [way, fill(data.words.monthly, { on: text })]));
}

/** `Gratis`, `€ 2,50`; empty when nothing is said. */
export function price(text, data) {
  if (!text) return "";
  const amount = Number(text.replace(",", "."));
  if (Number.isNaN(amount)) return text;
  const digits = Number.isInteger(amount) ? 0 : 2;
  const format = new Intl.NumberFormat(data.language, { style: "currency", currency: "EUR", minimumFractionDigits: digits, maximumFractionDigits: digits });
  return amount ? format.format(amount) : data.words.free;
}
