import { readFileSync } from "node:fs";

const PER_PAGE = 50;
const read = (name) => JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url)));
const kinds = Object.entries(read("terms")); // the kind, and its terms by id
const formats = {
  day: { weekday: "long" },
  date: { day: "numeric", month: "long", year: "numeric" },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
};
const said = Object.fromEntries(Object.entries(formats).map(([name, format]) =>
  [name, new Intl.DateTimeFormat("nl", { ...format, timeZone: "UTC" })]));
const nth = (date) => Math.floor((date.getUTCDate() - 1) / 7);
const stamp = (date) => date.toISOString().slice(0, 19).replace(/[-:]/g, "");

// The list that begins at `path` on as many pages as it takes.
function paged(path, list) {
  const total = Math.max(1, Math.ceil(list.items.length / PER_PAGE));
  const at = (number) => (number === 1 ? path : `${path}pagina/${number}/`);
  return Array.from({ length: total }, (_, n) => ({
    ...list,
    path: at(n + 1),
    entries: list.items.slice(n * PER_PAGE, (n + 1) * PER_PAGE),
    number: n + 1,
    total,
    previous: n ? at(n) : "",
    next: n + 1 < total ? at(n + 2) : "",
  }));
}

export default function (eleventy) {
  const agenda = (api) => api.getFilteredByTag("activiteit")
    .sort((a, b) => a.date - b.date || (a.data.title < b.data.title ? -1 : 1));
  const terms = (api) => {
    const found = Object.fromEntries(kinds.map(([kind, all]) => [kind, Object.fromEntries(
      Object.keys(all).map((id) => [id, []]))]));
    for (const one of agenda(api))
      for (const [kind] of kinds) for (const id of [one.data[kind]].flat()) found[kind][id].push(one);
    return kinds.flatMap(([kind, all]) => Object.entries(all).map(([id, term]) =>
      ({ ...term, kind, items: found[kind][id], path: `/${kind}/${id}/` })));
  };
  eleventy.addCollection("agenda", agenda);
  eleventy.addCollection("newest", (api) => agenda(api).slice(-50).reverse());
  eleventy.addCollection("lists", (api) => [
    ...paged("/", { title: "Voorbeeldagenda", text: "", kind: "", items: agenda(api) }),
    ...terms(api).flatMap((term) => paged(term.path, term)),
  ]);
  eleventy.addCollection("calendars", (api) => [
    { title: "Voorbeeldagenda", path: "/", items: agenda(api) },
    ...terms(api).filter((term) => term.kind === "wijk"),
  ]);

  eleventy.addFilter("said", (date, format) => said[format].format(date));
  eleventy.addFilter("clock", (date) => date.toISOString().slice(11, 16).replace(":", "."));
  eleventy.addFilter("nth", (date) => ["eerste", "tweede", "derde", "vierde"][nth(date)]);
  eleventy.addFilter("byday", (date) => `${nth(date) + 1}${"SU MO TU WE TH FR SA".split(" ")[date.getUTCDay()]}`);
  eleventy.addFilter("machine", (date) => date.toISOString().slice(0, 16));
  eleventy.addFilter("stamp", stamp);
  eleventy.addFilter("rfc822", (date) => date.toUTCString());
  eleventy.addFilter("plain", (html) => html.replace(/<[^>]*>/g, "").trim());
  eleventy.addFilter("ical", (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n"));
  eleventy.addPassthroughCopy({ "site.css": "site.css" });
  eleventy.setQuietMode(true);
}

export const config = {
  dir: { input: "content", output: "output", includes: "../layouts", data: "../data" },
  markdownTemplateEngine: false, // nobody writes templates in the texts
};
