// Activities to hand over: shown as a short list, with all the ways to take them along. Used by the list that somebody
// keeps and by the page for who helps somebody else. All words come from the page.

import { generate } from "../vendor/lean-qr.js";
import { merged } from "./calendar.js";
import { slips } from "./slips.js";
import { Store } from "./store.js";
import { compose, mail } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";
const BATCH = 10; // slips asked for at once
const BORDER = 4; // of a QR code, in modules
const MOST_MODULES = 125; // on a side: of more, squares as big as a camera needs do not fit beside a text

export class Handover {
  /**
   * @param {HTMLElement} root holds the parts that macros/handover.html makes
   * @param {{removed?: (id: string) => void}} on what happens when somebody takes one away; without it nobody can
   */
  constructor(root, on = {}) {
    this.root = root;
    this.words = root.dataset;
    this.on = on;
    this.items = [];
    this.ids = [];
    this.turn = 0;
    for (const button of root.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => this[button.dataset.do]?.());
    }
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  say(text) {
    this.part("status").textContent = text;
  }

  /**
   * Shows these ids, by their next date. With `most` the first so many in the order of the ids, and with `open` only
   * those that one can join. `addresses` makes ids of some of them, if they are something else. Resolves to how many are there; to null if something newer was asked for meanwhile, or if
   * the site cannot be reached (which is told).
   */
  async show(ids, { most = Infinity, open = false, addresses = (some) => some } = {}) {
    this.turn += 1;
    const turn = this.turn;
    const found = [];
    const fits = (one) => !open || one?.open;
    try {
      // A few at a time: of a long list only the first are needed.
      for (let at = 0; at < ids.length && found.length < most; at += BATCH) {
        const batch = await slips(await addresses(ids.slice(at, at + BATCH)), (id) => this.words.slip.replace("organization/slug", id));
        found.push(...batch.filter(fits));
      }
      found.splice(most);
    } catch {
      if (turn === this.turn) this.say(this.words.offline);
      return null;
    }
    if (turn !== this.turn) return null;
    const gone = open ? [] : ids.filter((_, index) => !found[index]);
    // An activity that got another address is there once.
    this.items = [...new Map(found.filter(Boolean).map((one) => [one.address, one])).values()];
    if (!open) this.items.sort((a, b) => (a.start || "9").localeCompare(b.start || "9"));
    this.ids = this.items.map((one) => one.address);
    this.part("items").replaceChildren(
      ...this.items.map((one) => this.line(one)),
      ...gone.map((id) => this.lost(id)),
    );
    this.part("slips").replaceChildren(...this.items.map((one) => one.paper));
    this.part("papers").hidden = true;
    this.part("actions").hidden = !this.items.length;
    if (this.items.length) this.prepare();
    return this.items.length;
  }

  line(one) {
    const item = this.part("line").content.cloneNode(true).firstElementChild;
    const fill = (name, text) => {
      const place = item.querySelector(`[data-field="${name}"]`);
      place.textContent = text;
      place.hidden = !text;
    };
    const link = item.querySelector("a");
    link.href = this.words.activity.replace("organization/slug", one.address);
    link.textContent = one.title;
    if (one.lang) link.lang = one.lang;
    for (const name of ["when", "rhythm", "where", "price", "call"]) fill(name, one[name]);
    item.querySelector("[data-field=call]").href = one.callLink;
    item.querySelector("[data-field=example]").hidden = !one.example;
    this.removable(item, one.address, one.title);
    return item;
  }

  lost(id) {
    const item = this.part("gone").content.cloneNode(true).firstElementChild;
    item.dataset.gone = id;
    item.querySelector("[data-field=id]").textContent = id.split("/")[1].replaceAll("-", " ");
    this.removable(item, id, id);
    return item;
  }

  removable(item, id, title) {
    const button = item.querySelector("button");
    if (!this.on.removed) button.remove();
    button.querySelector(".visually-hidden").textContent = ` ${title}`;
    button.addEventListener("click", () => this.on.removed(id));
  }

  /** Everything that has to be there before a button is used. */
  prepare() {
    const { words } = this;
    this.link = `${new URL(words.list, location.href)}#${this.ids.join(",")}`;
    this.part("text").value = compose(this.items, words.left);
    this.part("link").value = this.link;
    this.part("mail").href = mail(words.subject, this.items, words.left, this.link);
    this.part("calendar").hidden = !this.items.some((one) => one.calendar);
    const code = this.part("code");
    try {
      const image = drawn(this.link);
      code.style.setProperty("--squares", image.viewBox.baseVal.width);
      code.replaceChildren(image);
      code.parentElement.hidden = false;
    } catch {
      code.parentElement.hidden = true; // too many activities for a code that a camera can read
    }
  }

  print() {
    this.part("papers").hidden = true;
    print();
  }

  /** The slips, on the screen and on paper; the list does not print with them. */
  papers() {
    this.part("papers").hidden = false;
    this.part("papers").querySelector("h2").focus();
    print();
  }

  back() {
    this.part("papers").hidden = true;
    this.root.querySelector("[data-do=papers]").focus();
  }

  copyText() {
    return this.copy(this.part("text"));
  }

  copyLink() {
    return this.copy(this.part("link"));
  }

  async copy(field) {
    try {
      await navigator.clipboard.writeText(field.value);
      this.say(this.words.copied);
    } catch {
      field.focus();
      field.select();
      this.say(this.words.selected);
    }
  }

  async calendar() {
    try {
      const paths = this.items.map((one) => one.calendar).filter(Boolean);
      const answers = await Promise.all(paths.map((path) => fetch(path)));
      const wrong = answers.find((one) => !one.ok);
      if (wrong) throw new Error(wrong.url);
      const text = merged(await Promise.all(answers.map((one) => one.text())));
      const address = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
      Object.assign(document.createElement("a"), { href: address, download: "agenda.ics" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      this.say(this.words.calendarMade);
    } catch {
      this.say(this.words.offline);
    }
  }

  /** Keeps what is shown in the reader's own list, beside what is there. */
  keep() {
    try {
      new Store(this.words.key).add(this.ids);
      this.say(this.words.kept);
      document.dispatchEvent(new CustomEvent("agenda:kept"));
      return true;
    } catch (error) {
      this.say(error instanceof RangeError ? this.words.full : this.words.blocked);
      return false;
    }
  }
}

/** A QR code as an image in the page. Throws a RangeError if the text is too long for one that a camera can read. */
function drawn(text) {
  const code = generate(text);
  if (code.size > MOST_MODULES) throw new RangeError();
  const size = code.size + 2 * BORDER;
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x + BORDER} ${y + BORDER}h1v1h-1z`;
  }
  const image = document.createElementNS(SVG, "svg");
  image.setAttribute("viewBox", `0 0 ${size} ${size}`);
  image.setAttribute("class", "qr");
  const ground = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: size, height: size, fill: "#fff" })) ground.setAttribute(name, value);
  const dots = document.createElementNS(SVG, "path");
  dots.setAttribute("d", path);
  dots.setAttribute("fill", "#000");
  image.append(ground, dots);
  return image;
}
