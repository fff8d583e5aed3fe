// What somebody has filled in, kept in this browser until it is handed in; nothing of it is sent.

const MOST_DAYS = 30; // after which it is forgotten: others may use this computer
const DAY = 864e5;

/** Controls that hold an answer: not the form's own, nor the one that nobody sees. */
const answering = (form) => [...form.elements].filter((one) => one.dataset.kept !== "no" && one.name && !["submit", "hidden"].includes(one.type));

export class Draft {
  /** @param {string} key under which the browser keeps it */
  constructor(form, key) {
    this.form = form;
    this.key = key;
  }

  /** Keeps what stands in the form now; false if the browser keeps nothing. */
  keep(now) {
    const values = {};
    for (const one of answering(this.form)) {
      const ticked = one.type === "checkbox" || one.type === "radio";
      if (ticked ? one.checked : one.value) (values[one.name] ??= []).push(one.value);
    }
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: now, values }));
      return true;
    } catch {
      return false;
    }
  }

  /** Fills the form in again; false if there is nothing to fill in. */
  restore(now) {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
    } catch {
      return false;
    }
    if (!kept?.values || !(now - kept.at < MOST_DAYS * DAY)) {
      this.wipe();
      return false;
    }
    for (const one of answering(this.form)) {
      const values = kept.values[one.name] ?? [];
      if (one.type === "checkbox" || one.type === "radio") one.checked = values.includes(one.value);
      else if (values.length && (one.tagName !== "SELECT" || one.querySelector(`option[value="${CSS.escape(values[0])}"]`))) one.value = values[0];
    }
    return Object.keys(kept.values).length > 0;
  }

  wipe() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // it was not kept either
    }
  }
}
