// The list that somebody keeps: ids of activities (`organization/slug`) in this browser, and nothing else.

const ADDRESS = /^[a-z0-9-]{1,60}\/[a-z0-9-]{1,80}$/;

/** As many as a link and a sheet of paper can carry. */
export const MOST = 50;

/** The ids in a text, each once, in its order; what is no id is left out. */
export function ids(text) {
  return [...new Set(text.split(","))].filter((one) => ADDRESS.test(one)).slice(0, MOST);
}

/**
 * The list under a key of this site. Reading never fails: a list that cannot be read is empty. Writing throws an Error
 * if the browser keeps nothing (a private window, storage that is full or forbidden).
 */
export class Store {
  constructor(key) {
    this.key = key;
  }

  read() {
    try {
      return ids(localStorage.getItem(this.key) ?? "");
    } catch {
      return [];
    }
  }

  /** Keeps exactly these. Of an empty list nothing stays behind. Throws. */
  write(list) {
    if (list.length) localStorage.setItem(this.key, ids(list.join(",")).join(","));
    else localStorage.removeItem(this.key);
  }

  /** Keeps these too, after what is there. Throws a RangeError if that is more than fits. */
  add(list) {
    const all = [...new Set([...this.read(), ...list])];
    if (all.length > MOST) throw new RangeError();
    this.write(all);
  }

  /** Throws. */
  remove(id) {
    this.write(this.read().filter((one) => one !== id));
  }
}
