// The page of the list that somebody keeps. With ids in the fragment it shows that list instead: somebody sent it.

import { Handover } from "./handover.js";
import { ids, Store } from "./store.js";

const root = document.querySelector("#list");
const words = root.dataset;
const store = new Store(words.key);
const handover = new Handover(root, { removed: remove });
const part = (name) => handover.part(name);
let shared = [];

/** What stands after the #; some mail programs escape it. */
function fragment() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

async function show(said = "") {
  shared = ids(fragment());
  const wrong = location.hash.length > 1 && !shared.length;
  const shown = shared.length ? shared : store.read();
  const number = await handover.show(shown);
  if (number === null) return;
  if (!shared.length) follow(shown);
  part("shared").hidden = !shared.length;
  part("empty").hidden = shown.length > 0;
  root.classList.toggle("shared", shared.length > 0);
  const state = shown.length ? words.number.replace("{n}", number) : words.none;
  handover.say([wrong ? words.wrong : said, state].filter(Boolean).join(" "));
}

/** What got another address is kept by that from now on. */
function follow(kept) {
  const gone = kept.filter((id) => !handover.ids.includes(id) && !root.querySelector(`[data-gone="${id}"]`));
  if (!gone.length) return;
  try {
    store.write([...handover.ids, ...[...root.querySelectorAll("[data-gone]")].map((one) => one.dataset.gone)]);
  } catch {
    // It stays as it was: the old address goes on working.
  }
}

async function remove(id) {
  const buttons = [...root.querySelectorAll("[data-part=items] button")];
  const index = buttons.indexOf(document.activeElement);
  if (shared.length) {
    history.replaceState(null, "", `#${shared.filter((one) => one !== id).join(",")}`);
  } else if (!written(() => store.remove(id))) {
    return;
  }
  await show(words.removed);
  // Where one was: the next one's button, or the last one's, or the heading of an empty list.
  const left = root.querySelectorAll("[data-part=items] button");
  (left[Math.min(index, left.length - 1)] ?? document.querySelector("h1")).focus();
}

function written(write) {
  try {
    write();
    document.dispatchEvent(new CustomEvent("agenda:kept"));
    return true;
  } catch {
    handover.say(words.blocked);
    return false;
  }
}

handover.adopt = async () => {
  if (!handover.keep()) return;
  history.replaceState(null, "", location.pathname);
  await show(words.kept);
  document.querySelector("h1").focus();
};

handover.wipe = async () => {
  if (!written(() => store.write([]))) return;
  history.replaceState(null, "", location.pathname);
  await show(words.wiped);
};

addEventListener("hashchange", () => show());
addEventListener("storage", () => show());
show();
