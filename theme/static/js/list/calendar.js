// Several calendar files of the site as one: a time zone once, each event once, every event with its own identity.

/**
 * One iCalendar text of these. The lines of events are not touched. Empty if there is no event in any of them.
 * @param {string[]} files iCalendar texts that one writer made (the same time zone)
 * @returns {string}
 */
export function merged(files) {
  const parts = (name) => files.flatMap((text) => text.match(new RegExp(`^BEGIN:${name}\\r?\\n[^]*?^END:${name}\\r?\\n`, "gm")) ?? []);
  const zones = new Map(parts("VTIMEZONE").map((zone) => [zone.match(/^TZID:.*$/m)[0], zone]));
  const events = [...new Set(parts("VEVENT"))];
  if (!events.length) return "";
  const maker = files.join("").match(/^PRODID:.*$/m)[0].trimEnd();
  const head = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${maker}\r\nCALSCALE:GREGORIAN\r\n`;
  return `${head}${[...zones.values()].join("")}${events.join("")}END:VCALENDAR\r\n`;
}
