// Days as whole numbers (since 1970, no zone), and days as people type them.

/** @param {string} iso `2026-11-24`, perhaps with a time behind it @returns {number} the day's number */
export const dayOf = (iso) => Date.parse(`${iso.slice(0, 10)}T00:00Z`) / 864e5;

/** @param {number} day @returns {string} `2026-11-24` */
export const isoOf = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

/** @param {number} day @returns {number} 0 is Monday */
export const weekdayOf = (day) => (((day + 3) % 7) + 7) % 7;

/** @param {string} iso `2026-11-24T10:00` @returns {number} minutes since 1970 on the same clock */
export const minutesOf = (iso) => Date.parse(`${iso}Z`) / 6e4;

/**
 * A day as somebody types it: `3-12`, `3/12/2026`, `3 december`, `December 3`, `3 dec 2026`, `2026-12-03`. Without a year it is the
 * first such day from `today` on.
 * @param {string} text
 * @param {string[]} months their names, from January on
 * @param {number} today
 * @returns {number|null} the day's number, or null if it is not a day
 */
export function typedDay(text, months, today) {
  const words = text.toLocaleLowerCase().match(/\d+|\p{L}+/gu) ?? [];
  const iso = /^\s*\d{4}-/.test(text);
  let [d, m, y] = iso ? words.slice(0, 3).reverse() : words.filter((word) => !/^\p{L}/u.test(word) || monthOf(word, months));
  if (monthOf(d ?? "", months)) [d, m] = [m, d]; // December 3
  const month = monthOf(m ?? "", months) || Number(m);
  const day = Number(d);
  if (words.length < 2 || !Number.isInteger(day) || !Number.isInteger(month)) return null;
  const inYear = (year) => {
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() / 864e5 : null;
  };
  if (y) return /^\d{2}(\d{2})?$/.test(y) ? inYear(Number(y) % 100 + 2000) : null;
  const year = Number(isoOf(today).slice(0, 4));
  for (let next = year; next <= year + 8; next += 1) { // a leap day may be eight years away
    const found = inYear(next);
    if (found !== null && found >= today) return found;
  }
  return null;
}

/** A day in words. `pattern` is how the pages write one, in CLDR's letters: EEEE, d, MMMM, y. */
export function written(day, pattern, months, language) {
  const [y, m, d] = isoOf(day).split("-").map(Number);
  const EEEE = new Date(day * 864e5).toLocaleDateString(language, { weekday: "long", timeZone: "UTC" });
  return pattern.replace(/EEEE|MMMM|d|y/g, (part) => ({ EEEE, d, MMMM: months[m - 1], y })[part]);
}

/** The number of a month by its name or the first letters of it (three or more); 0 for what is none. */
function monthOf(word, months) {
  const plain = (text) => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(".", "");
  if (word.length < 3 || /\d/.test(word)) return 0;
  return months.findIndex((name) => plain(name).startsWith(plain(word))) + 1;
}
