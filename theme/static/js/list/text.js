// A list as plain text, to paste in a file or a message that takes few characters.

const LEAST_TITLE = 24;
const LEAST_PLACE = 16;

/** The text within `most` characters: a longer one ends after a whole word, with an ellipsis. */
export function shortened(text, most) {
  if (text.length <= most) return text;
  const space = text.lastIndexOf(" ", most - 1);
  const kept = space > 0 ? text.slice(0, space) : [...text].slice(0, Math.floor((most - 1) / 2)).join("");
  return `${kept.replace(/[ ,.;:-]+$/, "")}…`;
}

/**
 * Title, time, place and telephone number of each, a line each, within `most` characters. All give up the same room:
 * first places and titles become shorter, never times and numbers; then the last ones are left out, and `left` says so.
 * @param {{title: string, when: string, where: string, call: string}[]} items
 * @param {string} left what is said of those left out, with {n}
 * @param {number} most
 * @returns {string}
 */
export function compose(items, left, most = 500) {
  for (let n = items.length; n > 0; n -= 1) {
    const rest = n < items.length ? `\n\n${left.replace("{n}", items.length - n)}` : "";
    const text = fitted(items.slice(0, n), most - rest.length);
    if (text) return text + rest;
  }
  return items.length ? shortened(left.replace("{n}", items.length), most) : "";
}

/** All of these in so much room; empty if they do not go in it. */
function fitted(items, room) {
  const lines = items.map((one) => [
    { text: one.title, least: LEAST_TITLE },
    { text: one.when, least: Infinity },
    { text: one.where, least: LEAST_PLACE },
    { text: one.call, least: Infinity },
  ].filter((line) => line.text));
  const all = lines.flat();
  const breaks = all.length - 1 + (items.length - 1); // a line break after each, an empty line between two activities
  for (const line of all) line.size = Math.min(line.text.length, line.least);
  let spare = room - breaks - all.reduce((sum, line) => sum + line.size, 0);
  if (spare < 0) return "";
  const wanting = all.filter((line) => line.size < line.text.length);
  wanting.sort((a, b) => a.text.length - a.size - (b.text.length - b.size));
  wanting.forEach((line, index) => {
    const share = Math.min(line.text.length - line.size, Math.floor(spare / (wanting.length - index)));
    line.size += share;
    spare -= share;
  });
  return lines.map((own) => own.map((line) => shortened(line.text, line.size)).join("\n")).join("\n\n");
}

/**
 * A `mailto:` address with a subject and a text that every mail program takes. What is longer than `most` characters
 * as an address loses its link first, then its last activities.
 */
export function mail(subject, items, left, link, most = 1900) {
  const address = (body) => `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
  for (let size = 500; size > 50; size -= 50) {
    const text = compose(items, left, size);
    const found = [`${text}\n\n${link}`, text].map(address).find((one) => one.length <= most);
    if (found) return found;
  }
  return address("");
}
