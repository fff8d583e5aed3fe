// Draws what was found, with copies of the page's own parts: all text comes from these or from the index.

import { dayOf, isoOf } from "./dates.js";

/** Draws into `into`. `parts` is the page's template, `base` the address of the site with a slash at its end. */
export class Results {
  constructor(into, parts, index, today, base) {
    Object.assign(this, { into, index, today, base });
    this.parts = parts.content;
  }

  /** A fresh copy of the part that this selector names. */
  part(selector) {
    return this.parts.querySelector(selector).cloneNode(true);
  }

  /**
   * @param {object} found what `Filter.find` gave @param {{days: object[], more: boolean}} list what `daysOf` gave
   * @param {() => void} onMore shows more days @param {() => Node} onNothing makes what stands there instead
   */
  draw(found, { days, more }, onMore, onNothing) {
    const drawn = document.createDocumentFragment();
    for (const day of days) drawn.append(this.#day(day), "\n");
    if (!days.length) drawn.append(onNothing());
    if (more) {
      const button = this.part(".more");
      button.querySelector("button").addEventListener("click", onMore);
      drawn.append(button);
    } else if (found.later.length) {
      drawn.append(this.#lines(".later", found.later, (line, item) => this.#later(line, item)));
    }
    if (found.undated.length) {
      drawn.append(this.#lines(".lines.undated", found.undated, (line, { activity, near }) => {
        line.lastChild.append(activity.summary);
        this.#unchecked(line, activity);
        if (near) line.append(this.#near());
      }));
    }
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
      const word = made("span", "soon", soon);
      word.dataset.ahead = day - this.today;
      heading.append(" ", word);
    }
    const list = made("ul", "cards");
    for (const item of items) list.append(this.card(item), "\n");
    section.append(heading, "\n", list);
    return section;
  }

  /** A card as macros/card.html makes it. */
  card({ activity, date, near }) {
    const { off, other } = date;
    const card = this.part(".card");
    if (off) card.classList.add("off");
    else if (other.status) card.classList.add("changed");
    card.dataset.address = activity.address;
    card.dataset.end = endOf(date);
    const [heading, clock, note, place, summary, unchecked, facts] = card.children;
    const [status, link] = heading.children;
    if (other.status) status.textContent = other.status;
    else { status.nextSibling.remove(); status.remove(); }
    link.href = this.hrefOf(activity);
    (off ? link.firstChild : link).textContent = activity.title;
    this.#clock(clock.firstChild, date);
    if (other.note) note.textContent = other.note;
    else { note.previousSibling.remove(); note.remove(); }
    place.textContent = other.place ?? activity.place;
    if (near) place.append(this.#near());
    summary.textContent = activity.summary;
    if (activity.unchecked) unchecked.textContent = activity.unchecked;
    else unchecked.remove();
    const [price, example] = facts.children;
    const words = other.facts ?? activity.facts;
    price.nextSibling.textContent = activity.price ? ` · ${words} · ` : `${words} · `;
    if (activity.price) price.textContent = activity.price;
    else price.remove();
    if (!activity.example) {
      example.previousSibling.textContent = example.previousSibling.textContent.slice(0, -3);
      example.remove();
    }
    return card;
  }

  #clock(time, { start, clock: [before, found, after] }) {
    time.dateTime = start;
    const bold = time.firstChild;
    if (found) bold.textContent = found;
    bold.before(before);
    bold.after(after);
    if (!found) bold.remove();
  }

  #later(line, { activity, date, near }) {
    line.dataset.end = endOf(date);
    if (date.off) line.lastChild.append(made("strong", "", this.index.words.cancelled), " ");
    const time = made("time", "", date.words);
    time.dateTime = isoOf(date.day);
    line.lastChild.append(time, ` · ${date.other.place ?? activity.place}`);
    this.#unchecked(line, activity);
    if (near) line.append(this.#near());
  }

  #unchecked(line, { unchecked }) {
    if (unchecked) line.lastChild.append(" ", made("b", "unchecked", unchecked));
  }

  #lines(selector, items, fill) {
    const section = this.part(selector);
    const list = section.querySelector("ul");
    for (const item of items) {
      const line = made("li");
      const link = made("a", "", item.activity.title);
      link.href = this.hrefOf(item.activity);
      line.append(link, " ", made("span"));
      fill(line, item);
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

const endOf = ({ over }) => new Date(over * 6e4).toISOString().slice(0, 16);

function made(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
