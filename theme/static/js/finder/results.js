// Draws what was found, with copies of the page's own parts: all text comes from these or from the index.

import { dayOf, isoOf } from "./dates.js";
import { fill, nodes } from "./text.js";

/** Draws into `into`. `parts` is the page's template, `base` the address of the site with a slash at its end. */
export class Results {
  constructor(into, parts, index, today, base) {
    Object.assign(this, { into, index, today, base, parts: parts.content });
  }

  /** A fresh copy of the part that this selector names. */
  part(selector) {
    return this.parts.querySelector(selector).cloneNode(true);
  }

  /** What `listOf` gave; `onMore` shows more `shown` days or more `lines` of it, `onNothing` makes what stands there instead of days. */
  draw(view, { days, more, later, undated, moreLines }, onMore, onNothing) {
    this.view = view;
    const drawn = document.createDocumentFragment();
    const offer = (what) => {
      drawn.append(this.part(".more"));
      const button = drawn.lastChild.firstChild;
      button.addEventListener("click", () => onMore(what));
      return button;
    };
    for (const day of days) drawn.append(this.#day(day), "\n");
    if (!days.length) drawn.append(onNothing());
    if (more) offer("shown");
    if (later.length) drawn.append(this.#lines(".later", later, (line, item) => this.#later(line, item)));
    if (undated.length) {
      drawn.append(this.#lines(".lines.undated", undated, (line, { number, near }) => {
        const text = view.text(number);
        fill(line.lastChild, [].concat(text.summary, this.#unchecked(text)), this.index.direction);
        if (near) line.append(this.#near());
      }));
    }
    if (moreLines) offer("lines").textContent = this.index.words.more;
    this.into.replaceChildren(drawn);
    document.dispatchEvent(new CustomEvent("agenda:list", { detail: { list: this.into } }));
  }

  #day({ day, items }) {
    const section = made("section", "day");
    const heading = made("h2");
    const time = made("time", "", this.index.days[day - dayOf(this.index.today)] ?? isoOf(day));
    time.dateTime = isoOf(day);
    heading.append(time);
    const soon = this.index.words.ahead[day - this.today];
    if (soon) {
      heading.append(" ", made("span", "soon", soon));
      heading.lastChild.dataset.ahead = day - this.today;
    }
    const list = made("ul", "cards");
    list.append(...items.flatMap((item) => [this.card(item), "\n"]));
    section.append(heading, "\n", list);
    return section;
  }

  /** A card as macros/card.html makes it. */
  card({ number, date, near }) {
    const activity = this.view.text(number);
    const { off } = date;
    const other = otherOf(activity, date);
    const { direction } = this.index;
    const card = this.part(".card");
    if (off) card.classList.add("off");
    else if (other.status) card.classList.add("changed");
    card.dataset.address = activity.address;
    card.dataset.end = minuteOf(date.over);
    const [heading, clock, note, place, summary, unchecked, facts] = card.children;
    const [status, link] = heading.children;
    status.textContent = other.status ?? "";
    heading.replaceChildren(...(other.status ? [status, " "] : []), link);
    link.href = this.hrefOf(activity);
    fill(off ? link.firstChild : link, activity.title, direction);
    this.#clock(clock.firstChild, date);
    if (other.note) fill(note, other.note, direction);
    else note.remove();
    fill(place, other.place ?? activity.place ?? "", direction);
    if (near) place.append(this.#near());
    fill(summary, activity.summary, direction);
    if (activity.unchecked) unchecked.textContent = activity.unchecked;
    else unchecked.remove();
    const [price, example] = facts.children;
    price.textContent = activity.price ?? "";
    const words = [activity.price ? [price, " · "] : [], other.facts ?? activity.facts ?? "", activity.example ? [" · ", example] : []];
    fill(facts, [].concat(...words), direction);
    return card;
  }

  #clock(element, { day, begin, time }) {
    const [before, found, after] = time.words;
    element.dateTime = time.whole ? isoOf(day) : minuteOf(begin);
    element.firstChild.textContent = found;
    element.replaceChildren(before, found ? element.firstChild : "", after);
  }

  #later(line, { number, date, near }) {
    const activity = this.view.text(number);
    line.dataset.end = minuteOf(date.over);
    if (date.off) line.lastChild.append(made("strong", "", this.index.words.cancelled), " ");
    const time = made("time", "", activity.later);
    time.dateTime = isoOf(date.day);
    const place = [].concat(" · ", otherOf(activity, date).place ?? activity.place ?? "", this.#unchecked(activity));
    line.lastChild.append(time, ...nodes(place, this.index.direction));
    if (near) line.append(this.#near());
  }

  /** What stands behind the words of a line. */
  #unchecked({ unchecked }) {
    return unchecked ? [" ", made("b", "unchecked", unchecked)] : [];
  }

  #lines(selector, items, write) {
    const section = this.part(selector);
    const list = section.querySelector("ul");
    for (const item of items) {
      const line = made("li");
      const link = made("a");
      const text = this.view.text(item.number);
      fill(link, text.title, this.index.direction);
      link.href = this.hrefOf(text);
      line.append(link, " ", made("span"));
      write(line, item);
      list.append(line, "\n");
    }
    return section;
  }

  #near() {
    const words = document.createDocumentFragment();
    words.append(" ", made("em", "near", this.index.words.near));
    return words;
  }

  hrefOf(activity) {
    return this.base.replace("*", activity.address);
  }
}

const minuteOf = (minutes) => new Date(minutes * 6e4).toISOString().slice(0, 16);
const otherOf = ({ other }, { place }) => other?.[place] ?? {};

/** A new element. */
export function made(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
