// What the town's clock says: a page may be read in another time zone than the one it is about.

/**
 * @param {string} zone such as `Europe/Amsterdam`
 * @returns {string} local ISO time to the minute: `2026-11-24T10:00`
 */
export function nowIn(zone) {
  // Swedish writes dates as ISO does.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return format.format(new Date()).replace(" ", "T");
}
