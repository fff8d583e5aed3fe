// The finder: from what is chosen to what is shown. Loaded when somebody uses the form.

import { nowIn } from "../clock.js";
import { Choices } from "./choices.js";
import { dayOf } from "./dates.js";
import { Missing } from "./fetched.js";
import { areasOf, Filter, listOf } from "./filter.js";
import { load } from "./index.js";
import { made, Results } from "./results.js";
import { fill, nodes, plain } from "./text.js";

const SOON = 400; // milliseconds; what takes longer says so

/**
 * Takes over the page's list; `open` shows or hides the further choices, `failed` says whether what is needed could not
 * be had. Throws when the index cannot be had.
 * @returns {Promise<Finder>}
 */
export const start = async (form, open, failed) => new Finder(form, open, failed, await load(form.dataset.index));

class Finder {
  constructor(form, open, failed, index) {
    Object.assign(this, { form, open, failed, turn: 0, filters: new WeakMap(), counting: null });
    this.heading = document.getElementById("results");
    this.status = document.querySelector(".total [role=status]");
    this.said = [...this.status.childNodes];
    this.list = document.getElementById("found");
    this.shown = this.lines = index.perPage;
    this.adopt(index);
    this.chips = this.results.part(".chips");
    this.chip = this.chips.firstElementChild;
    form.parentElement.addEventListener("click", (event) => this.clicked(event));
    window.addEventListener("popstate", () => this.show());
  }

  /** Goes on with this index, the first or a newer one. */
  adopt(index) {
    this.index = index;
    this.now = nowIn(index.zone);
    this.choices = new Choices(this.form, index, dayOf(this.now));
    this.results = new Results(this.list, document.getElementById("find-parts"), index, dayOf(this.now), this.form.dataset.activity);
  }

  /** Shows what the form says, puts it in the address and brings the reader to it. */
  async apply() {
    if (!this.check()) return;
    this.shown = this.lines = this.index.perPage;
    const query = this.choices.query();
    if (!await this.attempt((turn) => this.draw(turn))) return;
    const address = query ? `${location.pathname}?${query}` : location.pathname;
    if (location.pathname + location.search !== address) history.pushState(null, "", address);
    this.open(false);
    this.heading.focus();
  }

  /** Shows what the address says: at first, and after back and forward. */
  async show() {
    this.shown = this.lines = this.index.perPage;
    this.choices.write(new URLSearchParams(location.search));
    if (this.check(false)) await this.attempt((turn) => this.draw(turn));
  }

  /**
   * Does what has to fetch something; what is asked meanwhile goes before it. When something is not there the site may
   * have been made anew: once more with the index that it has now. If that fails too nothing has changed, and the form says so.
   * @returns {Promise<boolean>} was it done?
   */
  async attempt(act) {
    this.turn += 1;
    const { turn } = this;
    const wait = setTimeout(() => {
      this.status.textContent = this.index.words.busy;
    }, SOON);
    let done = null;
    for (let again = 0; again < 2 && done === null && turn === this.turn; again += 1) {
      try {
        if (again) this.adopt(await load(this.form.dataset.index));
        done = await act(turn);
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
      } finally {
        clearTimeout(wait);
      }
    }
    if (turn !== this.turn) return false;
    if (this.status.firstChild !== this.said[0]) this.status.replaceChildren(...this.said);
    this.failed(done === null);
    return done !== null;
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

  /** What is found for what was chosen, in as much of the index as that needs. */
  async find(chosen, beside = chosen.nearby) {
    const near = areasOf(this.index, chosen.area);
    const areas = chosen.area ? new Set([...near.inside, ...(beside ? near.beside : [])]) : null;
    const view = await this.index.view(areas, { words: Boolean(chosen.search) });
    if (!this.filters.has(view)) this.filters.set(view, new Filter(view, this.now));
    const filter = this.filters.get(view);
    let matches = null;
    if (chosen.search) {
      const { Search } = await import("./search.js");
      view.search ??= new Search(view);
      matches = view.search.find(chosen.search);
    }
    return { view, filter, matches, chosen, ...filter.find(chosen, matches) };
  }

  /** What was found, in the list, the status and the numbers beside the choices, unless something newer was asked. */
  async draw(turn) {
    const { counting } = this;
    const chosen = this.choices.read();
    const chips = this.choices.chips();
    let found = await this.find(chosen);
    if (!found.dates.length && chosen.area) found = await this.find(chosen, true); // what there is beside it is shown then
    const list = await this.listed(found);
    if (turn !== this.turn) return;
    this.heading.hidden = false;
    this.said = nodes(this.choices.sentence(found, chips), this.index.direction);
    this.status.replaceChildren(...this.said);
    for (const old of this.status.parentElement.querySelectorAll("a")) old.remove(); // it counts what the page had
    this.showChips(chips);
    if (counting === this.counting) this.showCounts(found.counts);
    this.drawList(found, list);
  }

  /** So much of what was found as is to be shown, once its words are there. */
  async listed(found, { shown, lines } = this) {
    const list = listOf(found, shown, lines, this.index.perPage);
    await found.view.read([...list.days.flatMap((day) => day.items), ...list.later, ...list.undated].map((one) => one.number));
    return list;
  }

  drawList(found, list) {
    this.results.draw(found.view, list, (what) => this.more(what, found), () => this.nothing(found));
  }

  /** More dates (`shown`) or more `lines`, and brings the reader to the first of them. */
  async more(what, found) {
    const links = (part) => this.list.querySelectorAll(`${part} a`);
    const before = [".day .card h3", ".later", ".undated"].map((part) => [part, links(part).length]);
    const { index } = this;
    const size = { shown: this.shown, lines: this.lines };
    size[what] += index.perPage;
    const done = await this.attempt(async (turn) => {
      const list = index === this.index && await this.listed(found, size);
      if (turn !== this.turn) return;
      Object.assign(this, size);
      if (list) this.drawList(found, list);
      else await this.draw(turn); // of a newer index
    });
    if (done) before.map(([part, number]) => links(part)[number]).find(Boolean)?.focus();
  }

  /** Instead of days: what there is on other days, and in the areas beside it. */
  nothing(found) {
    const { chosen } = found;
    const part = this.results.part(".empty");
    const { when, from, until, part: parts, day, ...always } = chosen;
    const other = found.filter.find(always, found.matches).total;
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

  showChips(chips) {
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

  /** The numbers beside the choices, as the form is now. A search that has not been made yet has none. */
  async recount() {
    const counting = this.counting = {};
    const chosen = this.choices.read();
    const found = chosen.search && !this.index.whole ? null : await this.find(chosen).catch(() => null);
    if (counting === this.counting) this.showCounts(found?.counts);
  }

  /** What is not known has no number. */
  showCounts(counts) {
    for (const { one, kind } of this.choices.controls) {
      for (const option of one.options ?? []) {
        const name = option.textContent.replace(/ \(\d+\)$/, "");
        const number = counts?.[kind][option.value];
        if (option.value) option.textContent = number === undefined ? name : `${name} (${number})`;
      }
      const number = one.value && (!counts || counts[kind]) && one.parentElement.querySelector("b");
      if (number) number.textContent = counts ? counts[kind][one.dataset.key ?? one.value] ?? 0 : "";
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
