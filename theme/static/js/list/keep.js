// The buttons that keep an activity, and how many are kept beside the link to the list. On every page.

import { Store } from "./store.js";

const template = document.querySelector("#keep");
const words = template.dataset;
const status = document.querySelector("#kept");
const store = new Store(words.key);

/** Says something to everybody: seen at the foot of the screen, read aloud once. */
function say(text, link = false) {
  status.replaceChildren(text);
  if (link) status.append(" ", Object.assign(document.createElement("a"), { href: words.list, textContent: words.go }));
}

/** Shows on every button and beside the menu's link what is kept now. */
function refresh() {
  const kept = store.read();
  for (const button of document.querySelectorAll("button.keep-it")) {
    button.setAttribute("aria-pressed", String(kept.includes(button.dataset.id)));
  }
  for (const count of document.querySelectorAll("[data-kept-count]")) {
    count.textContent = kept.length ? `\u00a0(${kept.length})` : "";
  }
}

function toggle(button) {
  const { id } = button.dataset;
  const kept = store.read().includes(id);
  try {
    if (kept) store.remove(id);
    else store.add([id]);
    say(kept ? words.removed : words.added, !kept);
  } catch (error) {
    say(error instanceof RangeError ? words.full : words.blocked);
  }
  document.dispatchEvent(new CustomEvent("agenda:kept"));
}

/** A button in everything that names an activity and has none yet. */
function place() {
  for (const holder of document.querySelectorAll("li.card[data-address], .keep[data-address]")) {
    if (holder.querySelector("button.keep-it")) continue;
    const button = template.content.cloneNode(true).querySelector("button");
    button.dataset.id = holder.dataset.address;
    const title = holder.dataset.title ?? holder.querySelector("h3 a")?.textContent ?? "";
    button.querySelector(".visually-hidden").textContent = ` ${title}`;
    button.addEventListener("click", () => toggle(button));
    holder.append(button);
  }
  refresh();
}

place();
document.addEventListener("agenda:list", place);
document.addEventListener("agenda:kept", refresh);
addEventListener("storage", refresh); // another tab
addEventListener("pageshow", refresh); // back to a page that the browser kept
