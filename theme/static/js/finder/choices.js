// What somebody chose: in the form, in the address, and in words. The form says which names and values there are.

import { isoOf, typedDay } from "./dates.js";

const SINGLE = ["search", "area", "when", "price", "from", "until"];
const ORDER = ["search", "area", "from", "until", "when", "part", "day", "audience", "topic", "price", "registration", "access", "language"];

/** The form's choices. `kind` is what the index calls them, `value` their word in an address. */
export class Choices {
  /** @param {HTMLFormElement} form @param {object} index as `index.js` loads it @param {number} today */
  constructor(form, index, today) {
    this.form = form;
    this.index = index;
    this.today = today;
    const kindOf = (one) => one.dataset.group ?? one.closest("[data-group]").dataset.group;
    this.controls = [...form.elements].filter((one) => one.name).map((one) => ({ one, kind: kindOf(one) }));
  }

  /** All that is chosen, as `filter.js` understands it; of what is typed as a day its number, or NaN for what is none. */
  read() {
    const chosen = {};
    for (const { one, kind } of this.controls) {
      if (!one.value.trim() || (/radio|checkbox/.test(one.type) && !one.checked)) continue;
      const key = one.dataset.key ?? one.value.trim();
      if (kind === "from" || kind === "until") chosen[kind] = typedDay(one.value, this.index.words.months, this.today) ?? NaN;
      else if (kind === "nearby") chosen.nearby = true;
      else if (SINGLE.includes(kind)) chosen[kind] = key;
      else (chosen[kind] ??= []).push(key);
    }
    if (chosen.from != null || chosen.until != null) delete chosen.when; // days of one's own go before a moment
    if (!chosen.area) delete chosen.nearby;
    return chosen;
  }

  /** The same as the part of an address behind the `?`; days as ISO dates. */
  query() {
    const chosen = this.read();
    const query = new URLSearchParams();
    for (const { one, kind } of this.controls) {
      if (!(kind in chosen) || !one.value.trim() || (/radio|checkbox/.test(one.type) && !one.checked)) continue;
      query.append(one.name, kind === "from" || kind === "until" ? isoOf(chosen[kind]) : one.value.trim());
    }
    return String(query);
  }

  /** Puts an address's choices in the form. What the form does not know is left out. */
  write(query) {
    for (const { one, kind } of this.controls) {
      const values = query.getAll(one.name);
      if (/radio|checkbox/.test(one.type)) {
        one.checked = values.includes(one.value) || (one.type === "radio" && !one.value);
      } else if (one.tagName === "SELECT") {
        one.value = values[0] ?? "";
        if (one.selectedIndex < 0) one.value = "";
      } else {
        one.value = (values[0] ?? "").slice(0, 100);
        if (one.value && kind !== "search") one.value = this.#dayInForm(one.value);
      }
    }
  }

  #dayInForm(text) {
    const day = typedDay(text, this.index.words.months, this.today);
    return day === null ? text : this.#said(day, { day: "numeric", month: "long", year: "numeric" });
  }

  #said(day, format) {
    return new Date(day * 864e5).toLocaleDateString(this.index.language, { ...format, timeZone: "UTC" });
  }

  /** The first field whose day is none, or a last day before the first, and what is wrong with it; null: all is well. */
  fault() {
    const { from, until } = this.read();
    const { badDay, order } = this.index.words;
    for (const [kind, day] of [["from", from], ["until", until]]) {
      const { one } = this.controls.find((control) => control.kind === kind);
      if (Number.isNaN(day)) return { field: one, text: badDay.replace("{text}", one.value.trim()) };
      if (kind === "until" && day < from) return { field: one, text: order };
    }
    return null;
  }

  /** Takes one choice back: the one that `chips` named. */
  remove({ kind, key }) {
    for (const control of this.controls.filter((one) => one.kind === kind || (kind === "area" && one.kind === "nearby"))) {
      const { one } = control;
      if (one.type === "radio") one.checked = !one.value;
      else if (one.type === "checkbox") one.checked = one.checked && kind !== "area" && key !== (one.dataset.key ?? one.value);
      else one.value = "";
    }
  }

  /** Each choice by itself: `{kind, key, text}`, the text as a sentence says it. */
  chips() {
    const chosen = this.read();
    const { said, words, language } = this.index;
    return ORDER.filter((kind) => chosen[kind] != null).flatMap((kind) => {
      if (kind === "search") return { kind, text: words.search.replace("{text}", chosen.search) };
      if (kind === "area") return { kind, text: this.#where(chosen) };
      if (kind === "from" || kind === "until") return this.#range(kind, chosen);
      return [chosen[kind]].flat().map((key) => ({ kind, key, text: said[kind][key] ?? key }));
    }).map((one) => ({ ...one, name: one.text[0].toLocaleUpperCase(language) + one.text.slice(1) }));
  }

  #where({ area, nearby }) {
    return this.index.said.area[area] + (nearby ? ` ${this.index.words.andNear}` : "");
  }

  #range(kind, { from, until }) {
    const day = (one) => this.#said(one, { weekday: "long", day: "numeric", month: "long" });
    const { between, since, until: to } = this.index.words;
    const text = (kind === "from" ? since : to).replace("{first}", day(from ?? until)).replace("{last}", day(until ?? from));
    const both = from != null && until != null;
    return [{ kind, text, together: both ? between.replace("{first}", day(from)).replace("{last}", day(until)) : "" }];
  }

  /** "12 activiteiten" */
  count(number) {
    const { words, language } = this.index;
    return (words.count[new Intl.PluralRules(language).select(number)] ?? words.count.other).replace("{n}", number);
  }

  /** One sentence of what was found: "12 activiteiten in Meerwijk, gratis, deze week." */
  sentence({ total, also }) {
    const { words } = this.index;
    const chips = this.chips();
    const area = chips.find((one) => one.kind === "area");
    const range = chips.find((one) => one.together);
    const others = chips.filter((one) => one !== area && !(range && one.kind === "until"));
    const first = [this.count(total), area?.text].filter(Boolean).join(" ");
    const sentence = [first, ...others.map((one) => one.together || one.text)].join(", ");
    return `${sentence}.${also ? ` ${words.undated.replace("{count}", also)}` : ""}`;
  }
}
