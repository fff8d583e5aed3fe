// Reads FILE.ics with node-ical (rules by rrule-temporal) and prints the occurrences of a window.
// Usage: node nodeical.mjs FILE.ics FROM TO     (see README.md)
process.env.TZ = "Europe/Amsterdam"; // for the window; node-ical gives whole days as local midnights
const { default: ical } = await import("node-ical");
const [file, from, to] = process.argv.slice(2);
if (![from, to].every((date) => /^\d{4}-\d\d-\d\d$/.test(date))) throw new Error("usage: node nodeical.mjs FILE.ics FROM TO");

const midnight = (date, days = 0) => {
  const [year, month, day] = date.split("-").map(Number);
  return new Date(year, month - 1, day + days);
};
const windowStart = midnight(from);
const windowEnd = midnight(to, 1);

const minutes = (date) => date.toISOString().slice(0, 16) + "Z";
const localDate = (date) => {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
const HALF_A_DAY = 12 * 3_600_000;

const found = [];
for (const event of Object.values(ical.sync.parseFile(file))) {
  if (event.type !== "VEVENT") continue;
  const status = event.status === "CANCELLED" ? "cancelled" : "scheduled";
  // `from` is widened: an occurrence that began earlier may reach into the window.
  const options = { from: new Date(windowStart - 40 * 86_400_000), to: windowEnd };
  for (const one of ical.expandRecurringEvent(event, options)) {
    const [begin, finish] = [new Date(one.start), new Date(one.end)];
    if (begin >= windowEnd || !(finish > windowStart || begin >= windowStart)) continue;
    const whole = one.isFullDay;
    const start = whole ? localDate(begin) : minutes(begin);
    const known = event.end && finish > begin;
    // It reckons a whole day as 24 hours: on the day of 25 its end is at 23:00.
    const end = whole ? localDate(new Date(finish - HALF_A_DAY)) : known ? minutes(finish) : null;
    found.push({ uid: event.uid, summary: String(event.summary), start, end, status });
  }
}
const key = ({ start, uid, end }) => [start, uid, end ?? ""].join("\t");
found.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
console.log(JSON.stringify(found, null, 1));
