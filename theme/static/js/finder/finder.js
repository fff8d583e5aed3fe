// The finder: from what is chosen to what is shown. Loaded when somebody uses the form.

import { nowIn } from "../clock.js";
import { Choices } from "./choices.js";
import { dayOf } from "./dates.js";
import { areasOf, daysOf, Filter } from "./filter.js";
import { load } from "./index.js";
import { made, Results } from "./results.js";
import { fill, nodes, plain } from "./text.js";

/**
 * Takes over the page's list; `open` shows or hides the further choices. Throws when the index cannot be had.
 * @returns {Promise<Finder>}
 */
export const start = async (form, open) => new Finder(form, open, await load(form.dataset.index));

class Finder {
  constructor(form, open, index) {
    const now = nowIn(index.zone);
    Object.assign(this, { form, open, index, shown: index.perPage });
    this.filter = new Filter(index, now);
    this.choices = new Choices(form, index, dayOf(now));
    this.heading = document.getElementById("results");
    this.status = document.querySelector(".total [role=status]");
    this.list = document.getElementById("found");
    this.results = new Results(this.list, document.getElementById("find-parts"), index, dayOf(now), form.dataset.activity);
    this.chips = this.results.part(".chips");
    this.chip = this.chips.firstElementChild;
    form.addEventListener("change", () => this.recount());
    form.parentElement.addEventListener("click", (event) => this.clicked(event));
    window.addEventListener("popstate", () => this.show());
  }

  /** Shows what the form says, puts it in the address and brings the reader to it. */
  async apply() {
    if (!this.check()) return;
    this.shown = this.index.perPage;
    const query = this.choices.query();
    const address = query ? `${location.pathname}?${query}` : location.pathname;
    if (location.pathname + location.search !== address) history.pushState(null, "", address);
    await this.draw();
    this.open(false);
    this.heading.focus();
  }

  /** Shows what the address says: at first, and after back and forward. */
  async show() {
    this.shown = this.index.perPage;
    this.choices.write(new URLSearchParams(location.search));
    if (this.check(false)) await this.draw();
  }

  /** Is what was typed a day? If not, says so beside it. */
  check(focus = true) {
    for (const old of this.form.querySelectorAll(".wrong")) old.remove();
    for (const field of this.form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    const fault = this.choices.fault();
    if (!fault) return true;
    const text = made("strong", "wrong", `${fault.text} `);
    document.getElementById(fault.field.getAttribute("aria-describedby")).prepend(text);
    fault.field.setAttribute("aria-invalid", "true");
    this.open(true);
    if (focus) fault.field.focus();
    return false;
  }

  async matches(chosen) {
    if (!chosen.search) return null;
    const { Search } = await import("./search.js");
    this.search ??= new Search(this.index);
    return this.search.find(chosen.search);
  }

  /** What was found, in the list, the status and the numbers beside the choices. */
  async draw() {
    const chosen = this.choices.read();
    const matches = await this.matches(chosen);
    const found = this.filter.find(chosen, matches);
    this.heading.hidden = false;
    this.status.replaceChildren(...nodes(this.choices.sentence(found), this.index.direction));
    for (const old of this.status.parentElement.querySelectorAll("a")) old.remove(); // it counts what the page had
    this.showChips();
    this.showCounts(found.counts);
    const drawList = () => {
      const list = daysOf(found, this.shown, this.index.perPage);
      this.results.draw(found, list, onMore, () => this.nothing(found, chosen, matches));
    };
    const onMore = () => {
      const cards = this.list.querySelectorAll(".day .card").length;
      this.shown += this.index.perPage;
      drawList();
      this.list.querySelectorAll(".day .card h3 a")[cards].focus();
    };
    drawList();
  }

  /** Instead of days: what there is on other days, and in the areas beside it. */
  nothing(found, chosen, matches) {
    const part = this.results.part(".empty");
    const { when, from, until, part: parts, day, ...always } = chosen;
    const other = this.filter.find(always, matches).total;
    const next = part.querySelector(".next");
    if (other > found.total) this.link(next.firstChild, this.choices.count(other), ["when", "from", "until", "part", "day"]);
    else next.remove();
    const list = part.querySelector("ul");
    if (chosen.area && !chosen.nearby) {
      for (const id of areasOf(this.index, chosen.area).beside) {
        const number = found.counts.area[id];
        if (!number) continue;
        const link = made("a");
        this.link(link, [].concat(this.index.areas[id].name, `: ${this.choices.count(number)}`), ["area"], id);
        list.append(made("li"));
        list.lastChild.append(link);
      }
    }
    if (!list.children.length) list.parentElement.remove();
    return part;
  }

  /** A link to the same choices without those of these kinds, perhaps with another area. */
  link(link, text, kinds, area = "") {
    const query = new URLSearchParams(this.choices.query());
    for (const { one, kind } of this.choices.controls) if (kinds.includes(kind)) query.delete(one.name);
    if (area) query.set(this.form.querySelector("[data-group=area]").name, area);
    fill(link, text, this.index.direction);
    link.href = `${location.pathname}?${query}`;
    link.dataset.query = "";
  }

  showChips() {
    const chips = this.choices.chips();
    this.chips.replaceChildren(...chips.map((choice) => {
      const chip = this.chip.cloneNode(true);
      const button = chip.firstElementChild;
      fill(button, choice.name, this.index.direction);
      button.setAttribute("aria-label", this.index.words.remove.replace("{choice}", plain(choice.name)));
      button.addEventListener("click", () => { this.choices.remove(choice); this.apply(); });
      return chip;
    }));
    if (chips.length) this.status.parentElement.after(this.chips);
    else this.chips.remove();
  }

  async recount() {
    const chosen = this.choices.read();
    this.showCounts(this.filter.find(chosen, await this.matches(chosen)).counts);
  }

  showCounts(counts) {
    for (const { one, kind } of this.choices.controls) {
      for (const option of one.options ?? []) {
        if (option.value) option.textContent = option.textContent.replace(/\(\d+\)$/, `(${counts[kind][option.value] ?? 0})`);
      }
      const number = counts[kind] && one.value && one.parentElement.querySelector("b");
      if (number) number.textContent = counts[kind][one.dataset.key ?? one.value] ?? 0;
    }
  }

  /** Links that choose: within the page they need no new one. */
  clicked(event) {
    const link = event.target.closest("a[data-wipe], a[data-query]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.choices.write(new URL(link.href).searchParams);
    this.apply();
  }
}
