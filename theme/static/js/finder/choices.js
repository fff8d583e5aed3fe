// What somebody chose: in the form, in the address, and in words. The form says which names and values there are.

import { isoOf, typedDay, written } from "./dates.js";

const MANY = ["part", "day", "audience", "topic", "registration", "access", "language"];
const ORDER = ["search", "area", "from", "until", "when", "price", ...MANY];
const ticked = (one) => /radio|checkbox/.test(one.type);
const isDay = (kind) => kind === "from" || kind === "until";

/** The form's choices. `kind` is what the index calls them, `value` their word in an address. */
export class Choices {
  constructor(form, index, today) {
    Object.assign(this, { form, index, today });
    const kindOf = (one) => one.dataset.group ?? one.closest("[data-group]").dataset.group;
    this.controls = [...form.elements].filter((one) => one.name).map((one) => ({ one, kind: kindOf(one) }));
  }

  /** Those in which something is chosen. */
  #made() {
    return this.controls.filter(({ one }) => one.value.trim() && (one.checked || !ticked(one)));
  }

  /** All that is chosen, as `filter.js` understands it; of what is typed as a day its number, or NaN for what is none. */
  read() {
    const chosen = {};
    for (const { one, kind } of this.#made()) {
      const key = one.dataset.key ?? one.value.trim();
      if (isDay(kind)) chosen[kind] = typedDay(one.value, this.index.words.months, this.today) ?? NaN;
      else if (kind === "nearby") chosen.nearby = true;
      else if (MANY.includes(kind)) (chosen[kind] ??= []).push(key);
      else chosen[kind] = key;
    }
    if (chosen.from != null || chosen.until != null) delete chosen.when; // days of one's own go before a moment
    if (!chosen.area) delete chosen.nearby;
    return chosen;
  }

  /** The same as the part of an address behind the `?`; days as ISO dates. */
  query() {
    const chosen = this.read();
    const query = new URLSearchParams();
    for (const { one, kind } of this.#made()) {
      if (kind in chosen) query.append(one.name, isDay(kind) ? isoOf(chosen[kind]) : one.value.trim());
    }
    return String(query);
  }

  /** Puts an address's choices in the form. What the form does not know is left out. */
  write(query) {
    for (const { one, kind } of this.controls) {
      const values = query.getAll(one.name);
      if (ticked(one)) {
        one.checked = values.includes(one.value) || (one.type === "radio" && !one.value);
      } else if (one.tagName === "SELECT") {
        one.value = values[0] ?? "";
        if (one.selectedIndex < 0) one.value = "";
      } else {
        one.value = (values[0] ?? "").slice(0, 100);
        const day = isDay(kind) && typedDay(one.value, this.index.words.months, this.today);
        if (day) one.value = this.#said(day, "datePattern");
      }
    }
  }

  #said(day, pattern) {
    const { words, language } = this.index;
    return written(day, words[pattern], words.months, language);
  }

  /** The first field that is wrong (no day, or a last before the first) and what is; null: all is well. */
  fault() {
    const { from, until } = this.read();
    const { badDay, order } = this.index.words;
    for (const { one, kind } of this.#made().filter((control) => isDay(control.kind))) {
      if (Number.isNaN(kind === "from" ? from : until)) return { field: one, text: badDay.replace("{text}", one.value.trim()) };
      if (kind === "until" && until < from) return { field: one, text: order };
    }
    return null;
  }

  /** Takes one choice back: the one that `chips` named. */
  remove({ kind, key }) {
    const kinds = kind === "area" ? [kind, "nearby"] : [kind];
    for (const { one } of this.controls.filter((control) => kinds.includes(control.kind))) {
      if (one.type === "radio") one.checked = !one.value;
      else if (ticked(one)) one.checked &&= key && key !== (one.dataset.key ?? one.value);
      else one.value = "";
    }
  }

  /** Each choice by itself, as `{kind, key, text, name}`: `text` as a sentence says it, `name` with a capital. */
  chips() {
    const chosen = this.read();
    const { said, words, language } = this.index;
    return ORDER.filter((kind) => chosen[kind] != null).flatMap((kind) => {
      if (kind === "search") return { kind, text: words.search.replace("{text}", chosen.search) };
      if (kind === "area") return { kind, text: this.#where(chosen) };
      if (isDay(kind)) return this.#range(kind, chosen);
      return [chosen[kind]].flat().map((key) => ({ kind, key, text: said[kind][key] ?? key }));
    }).map((one) => {
      const [first, ...more] = [].concat(one.text);
      const capital = (text) => text[0].toLocaleUpperCase(language) + text.slice(1);
      const begin = typeof first === "string" ? capital(first) : [capital(first[0]), first[1]];
      return { ...one, text: [first, ...more], name: [begin, ...more] };
    });
  }

  #where({ area, nearby }) {
    return [].concat(this.index.said.area[area], nearby ? ` ${this.index.words.andNear}` : []);
  }

  #range(kind, { from, until }) {
    const day = (one) => this.#said(one, "dayPattern");
    const { between, since, until: to } = this.index.words;
    const said = (text) => text.replace("{first}", () => day(from)).replace("{last}", () => day(until));
    const both = from != null && until != null;
    return [{ kind, text: said(kind === "from" ? since : to), together: both ? said(between) : "" }];
  }

  /** "12 activiteiten" */
  count(number) {
    const { words, language } = this.index;
    return (words.count[new Intl.PluralRules(language).select(number)] ?? words.count.other).replace("{n}", number);
  }

  /** The parts of one sentence of what was found for `chips`: "12 activiteiten in Meerwijk, gratis, deze week." */
  sentence({ total, also }, chips) {
    const { words } = this.index;
    const area = chips.find((one) => one.kind === "area");
    const range = chips.find((one) => one.together);
    const others = chips.filter((one) => one !== area && !(range && one.kind === "until"));
    const more = others.flatMap((one) => [", ", ...(one.together ? [one.together] : one.text)]);
    const end = also ? `. ${words.undated.replace("{count}", also)}` : ".";
    return [this.count(total), ...(area ? [" ", ...area.text] : []), ...more, end];
  }
}
