// The activities of some shards of the index as one list, in the order of their titles: each is its place in it.

import { Missing } from "./fetched.js";

/** What an activity is chosen by, but for its dates and words. */
export const KINDS = ["area", "audience", "topic", "price", "registration", "access", "language"];

export class View {
  /** `areas` are those of which all is known; null: all. */
  constructor(index, shards, areas) {
    Object.assign(this, { index, shards, areas });
    for (const one of shards) {
      one.texts ??= one.data.part ? [] : one.data.texts;
      one.reading ??= new Map();
      one.unread ??= one.data.part ? one.data.texts.length : 0;
    }
    this.#order();
    this.keys = Object.fromEntries(KINDS.map((kind) => [kind, this.#joined((data) => data.keys[kind])]));
    const { audience } = this.keys;
    audience.sets = audience.sets.map((ids) => (ids[0] === "*" ? index.audiences : ids));
    this.dates = this.#joined((data) => data.dates);
    this.undated = this.#marked("undated");
    this.unchecked = this.#marked("unchecked");
  }

  /** Of each activity its shard, and its place there. */
  #order() {
    const { shards } = this;
    const all = shards.flatMap(({ data: { dates, numbers } }, shard) => {
      let number = 0;
      return dates.of.map((_, place) => (number = numbers ? number + numbers[place] : place) * shards.length + shard);
    });
    this.number = all.length;
    this.shard = Float64Array.from(all).sort().map((one) => one % shards.length);
    const seen = shards.map(() => 0);
    this.place = this.shard.map((shard) => seen[shard]++);
  }

  /** A column of all of them, each value once. */
  #joined(of) {
    const known = new Map();
    const columns = this.shards.map(({ data }) => of(data));
    const again = columns.map(({ sets }) => sets.map((set) => {
      const name = JSON.stringify(set);
      return known.get(name) ?? known.set(name, known.size).get(name);
    }));
    const column = Uint32Array.from(this.shard, (shard, one) => again[shard][columns[shard].of[this.place[one]]]);
    return { sets: [...known.keys()].map((name) => JSON.parse(name)), of: column };
  }

  #marked(name) {
    const marked = this.shards.map(({ data }) => new Set(data[name]));
    return Uint8Array.from(this.shard, (shard, one) => marked[shard].has(this.place[one]));
  }

  /** Fetches the words of these that are not there. Throws `Missing` */
  async read(numbers) {
    const wanted = new Map();
    for (const one of numbers) {
      const shard = this.shards[this.shard[one]];
      const part = shard.data.part?.[this.place[one]];
      if (part != null) wanted.set(shard.data.texts[part], [shard, part]);
    }
    await Promise.all(Array.from(wanted.values(), ([shard, part]) => shard.reading.get(part) ?? this.#fetch(shard, part)));
  }

  #fetch(shard, part) {
    const places = shard.data.part.flatMap((one, place) => (one === part ? place : []));
    const reading = this.index.get(shard.data.texts[part]).then((texts) => {
      if (texts.length !== places.length) throw new Missing();
      places.forEach((place, number) => { shard.texts[place] = texts[number]; });
      shard.unread -= 1;
    });
    shard.reading.set(part, reading);
    reading.catch(() => shard.reading.delete(part));
    return reading;
  }

  /** The words of an activity, once they are there. */
  text(number) {
    return this.shards[this.shard[number]].texts[this.place[number]];
  }
}
