// Search that forgives accents, plurals (of Dutch and English), the rest of a word, and one typing error.

import { plain } from "./text.js";

/** @param {string} text @returns {string[]} its words, without capitals and accents */
export function wordsOf(text) {
  const plain = text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[’']s\b/gu, "");
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What a word and its plural share: `bomen` and `boom` are `bom`, `huizen` and `huis` are `huis`. */
export function stemOf(word) {
  let stem = word;
  if (stem.length > 4) {
    const shorter = stem.replace(/(en|es|s)$/, "");
    if (shorter.length >= 3) stem = shorter;
    if (shorter !== word) stem = stem.replace(/z$/, "s").replace(/v$/, "f");
  }
  return stem.replace(/(.)\1+/gu, "$1");
}

/** Whether one letter more, less or otherwise, or two that changed places, makes one word of the other. */
export function almost(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  return left.length <= 1 && right.length <= 1 || left.length === 2 && left === right[1] + right[0];
}

/** Every word of a view, all of whose words are there, with the activities that have it. */
export class Search {
  constructor(view) {
    const { index, number, keys } = view;
    this.number = number;
    this.small = new Set(wordsOf(index.words.small));
    this.having = new Map();
    const stems = new Map(); // each text of a kind is taken apart once
    const stemsOf = (text) => stems.get(text) ?? stems.set(text, new Set(wordsOf(text).map(stemOf))).get(text);
    for (let one = 0; one < number; one += 1) {
      const { title, summary, place, organization, other = {} } = view.text(one);
      const texts = [
        ...[title, summary, place, organization, ...Object.values(other).map((date) => date.place)].map(plain),
        ...keys.area.sets[keys.area.of[one]].map((id) => index.areas[id].words),
        ...keys.topic.sets[keys.topic.of[one]].map((id) => index.topics[id]),
      ];
      for (const text of texts) {
        for (const stem of stemsOf(text)) {
          const list = this.having.get(stem) ?? this.having.set(stem, []).get(stem);
          if (list.at(-1) !== one) list.push(one);
        }
      }
    }
    this.stems = [...this.having.keys()];
  }

  /**
   * @param {string} text
   * @returns {Uint8Array|null} of each activity 1 if every word of the text is found in it; null: no word to look for
   */
  find(text) {
    const all = wordsOf(text);
    const telling = all.filter((word) => !this.small.has(word));
    if (!telling.length) return null;
    const result = new Uint8Array(this.number).fill(1);
    for (const word of telling) {
      const has = new Uint8Array(this.number);
      for (const stem of this.#meant(word)) for (const one of this.having.get(stem)) has[one] = 1;
      for (let one = 0; one < this.number; one += 1) result[one] &= has[one];
    }
    return result;
  }

  /** The words it may be: those that it is or begins; only without any of these, those with a typing error. */
  #meant(word) {
    const stem = stemOf(word);
    const begun = word.replace(/(.)\1+/gu, "$1");
    const exact = this.stems.filter((known) => known === stem || (stem.length > 2 && known.startsWith(stem)) || (begun.length > 2 && known.startsWith(begun)));
    if (exact.length || stem.length < 4) return exact;
    return this.stems.filter((known) => almost(stem, known) || (known.length > stem.length && almost(stem, known.slice(0, stem.length))));
  }
}
