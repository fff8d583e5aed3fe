// Fields -> the text of an activity file, byte for byte as `plugins/intake/entry_file.py` writes it; and the file's name.

// Plain words that YAML programs take for something else than a text.
const TAKEN = ["true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"];
const PLAIN = /^(?:[a-z][a-z0-9_-]*|\d{4}-\d{2}-\d{2}(?:\/\d{4}-\d{2}-\d{2})?)$/;
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/; // names that Windows keeps for itself

function scalar(text) {
  if (PLAIN.test(text) && !TAKEN.includes(text)) return text;
  return JSON.stringify(text).replaceAll("\x7f", "\\x7f").replaceAll("\x85", "\\x85");
}

const flow = (value) => (Array.isArray(value) ? `[${value.map(scalar).join(", ")}]` : scalar(value));

function field(name, value, indent, order) {
  const head = `${indent}${scalar(name)}:`;
  if (typeof value === "string" || Array.isArray(value)) return `${head} ${flow(value)}\n`;
  return `${head}\n${fields(value, `${indent}  `, order[name] ?? [])}`;
}

/** The known names in their order, then the others as they came. */
function fields(tree, indent, order) {
  const place = (name) => (order.names ?? order).indexOf(name) + 1 || Infinity;
  const names = Object.keys(tree).sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  return names.map((name) => field(name, tree[name], indent, order)).join("");
}

/** Leaves out the fields that a text in the words of the file says itself: each of its lines that begins with a name. */
function without(tree, text) {
  const named = [...text.matchAll(/^["']?([\w-]+)["']?\s*:/gm)].map((found) => found[1]);
  return Object.fromEntries(Object.entries(tree).filter(([name]) => !named.includes(name)));
}

/**
 * The file. What was written in the words of the file (`more`, and `plan` in the schedule) stands there as it is.
 * @param {Record<string, any>} tree
 * @param {string} body the text below the fields
 * @param {{names: string[], schedule: string[]}} order of the fields
 */
export function written(tree, body, order, more = "", plan = "") {
  let text = "";
  if (plan) {
    const { schedule, ...rest } = tree;
    const own = plan.startsWith("-") ? "" : fields(without(schedule, plan), "  ", order.schedule);
    text = `schedule:\n${own}${plan.replace(/^(?=.)/gm, "  ")}\n`;
    tree = rest;
  }
  const kept = more ? without(tree, more) : tree;
  return `---\n${fields(kept, "", order)}${text}${more ? `${more}\n` : ""}---\n${body.replace(/^\n+|\n+$/g, "")}\n`;
}

/**
 * A file's name made of a title, portable, that nobody has yet.
 * @param {(name: string) => Promise<boolean>} taken
 */
export async function slug(title, taken) {
  const plain = title.normalize("NFKD").replace(/[^\0-\x7f]/g, "").toLowerCase().replaceAll("'", "");
  const trim = (text) => text.replace(/^-+|-+$/g, "");
  let name = trim(trim(plain.replace(/[^a-z0-9]+/g, "-")).slice(0, 70)) || "activity";
  if (DEVICES.test(name)) name += "-1";
  let free = name;
  for (let number = 2; number < 100 && (await taken(free)); number += 1) free = `${name}-${number}`;
  return free;
}
