// Shows the list that somebody keeps, or was sent. An empty one needs no more than this.

import { Store } from "./store.js";

const root = document.querySelector("#list");
const status = root.querySelector("[data-part=status]");
let loaded = false;

async function show() {
  const empty = location.hash.length < 2 && !new Store(root.dataset.key).read().length;
  root.querySelector("[data-part=empty]").hidden = !empty;
  if (empty) status.textContent = root.dataset.none;
  if (empty || loaded) return;
  loaded = true; // from here on it follows the address and the list by itself
  await import("./page.js").catch(() => {
    loaded = false;
    status.textContent = root.dataset.offline;
  });
}

root.hidden = false;
for (const event of ["hashchange", "storage"]) addEventListener(event, () => { if (!loaded) show(); });
show();
