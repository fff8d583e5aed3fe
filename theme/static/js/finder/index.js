// The index of all activities one can go to. How its files are written: plugins/agenda/finder.py and shards.py.

import { fetched } from "./fetched.js";
import { View } from "./view.js";

const loading = new Map();

/**
 * The index at this address, asked for once; again when it or a part of it could not be had: there may be a newer one. A
 * browser that has kept it asks whether it is still so. Throws `Missing`.
 * @returns {Promise<Index>}
 */
export function load(url) {
  if (!loading.has(url)) {
    const index = fetched(url, { cache: "no-cache" }).then((file) => new Index(file, url));
    index.catch(() => loading.delete(url));
    loading.set(url, index);
  }
  return loading.get(url);
}

/** What all shards share, and the activities in views of some areas or of all. */
class Index {
  constructor(file, url) {
    Object.assign(this, file, { views: new Map(), whole: !file.shards });
    this.shards ??= [{ data: file }]; // a small agenda is all in one file
    const folder = new URL(`${url.replace(/\.json$/, "")}/`, document.baseURI);
    this.get = (name) => fetched(new URL(`${name}.json`, folder)).catch((error) => {
      loading.delete(url);
      throw error;
    });
  }

  /**
   * The activities of these areas; of all: null. More where that is there already. `anywhere`: also what is in no area;
   * `words`: all words of them too. Throws `Missing`.
   * @returns {Promise<View>}
   */
  async view(areas, { anywhere = false, words = false } = {}) {
    const there = (one) => one.data && !(words && (one.unread ?? one.data.part));
    const all = !areas || this.shards.every(there);
    const shards = this.shards.filter((one) => all || (one.areas.length ? areas.has(one.areas[0]) : anywhere));
    await Promise.all(shards.map(async (one) => { one.data ??= await this.get(one.file); }));
    const key = all ? "" : [anywhere, ...areas].join();
    if (!this.views.has(key)) this.views.set(key, new View(this, shards, all ? null : areas));
    const view = this.views.get(key);
    if (words) await view.read(view.place.keys());
    return view;
  }
}
