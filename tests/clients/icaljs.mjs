// Reads FILE.ics with ical.js (the engine of Thunderbird) and prints the occurrences of a window.
// Usage: node icaljs.mjs FILE.ics FROM TO     (see README.md)
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

process.env.TZ = "Europe/Amsterdam"; // for the window and for times without a zone
const [file, from, to] = process.argv.slice(2);
if (![from, to].every((date) => /^\d{4}-\d\d-\d\d$/.test(date))) throw new Error("usage: node icaljs.mjs FILE.ics FROM TO");

const midnight = (date, days = 0) => {
  const [year, month, day] = date.split("-").map(Number);
  return new Date(year, month - 1, day + days);
};
const windowStart = midnight(from);
const windowEnd = midnight(to, 1);

const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const minutes = (date) => date.toISOString().slice(0, 16) + "Z";
const found = [];
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component, { exceptions: [] }); // else it searches the whole feed for them
  for (const property of component.getAllProperties()) {
    // ical.js would read an unknown zone as local time, and skip an override without its master.
    const zone = property.getParameter("tzid");
    if (zone && !ICAL.TimezoneService.has(zone)) throw new Error(`${event.uid}: no VTIMEZONE for ${zone}`);
    if (property.name === "recurrence-id") throw new Error(`${event.uid}: RECURRENCE-ID in a flat feed`);
  }
  const status = component.getFirstPropertyValue("status") === "CANCELLED" ? "cancelled" : "scheduled";
  const hasEnd = component.hasProperty("dtend") || component.hasProperty("duration");

  // getOccurrenceDetails() is slow: only for what may reach the window, with two days to spare.
  const earliest = windowStart - (event.endDate.toJSDate() - event.startDate.toJSDate()) - 2 * 86_400_000;
  const occurrences = event.iterator();
  for (let time; (time = occurrences.next()) && time.toJSDate() < windowEnd; ) {
    if (time.toJSDate() < earliest) continue;
    const { startDate, endDate } = event.getOccurrenceDetails(time);
    let start, end, overlaps;
    if (startDate.isDate) {
      const lastDay = endDate.clone();
      lastDay.adjust(-1, 0, 0, 0); // DTEND is the day after
      [start, end] = [startDate.toString(), lastDay.toString()];
      overlaps = start <= to && end >= from;
    } else {
      const [begin, finish] = [startDate.toJSDate(), endDate.toJSDate()];
      [start, end] = [minutes(begin), hasEnd ? minutes(finish) : null];
      overlaps = finish > windowStart || begin >= windowStart; // the latter for an instant
    }
    if (overlaps) found.push({ uid: event.uid, summary: event.summary, start, end, status });
  }
}

const key = ({ start, uid, end }) => [start, uid, end ?? ""].join("\t");
found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
console.log(JSON.stringify(found, null, 1));
