// The form that makes an activity file in the browser: its errors, dates, card, and the ways to hand the file in.
// All words come from the page.

import { dates } from "./dates.js";
import { faults, fields, read } from "./answers.js";
import { slug, written } from "./entry.js";
import { forge, letter } from "./ways.js";
import * as words from "./words.js";

export class Page {
  /** @param {object} data what page_data.py hands over */
  constructor(form, data, draft) {
    Object.assign(this, { form, data, draft });
    this.title = document.title;
    this.asked = [...form.querySelectorAll("[data-question]")].map((one) => ({
      name: one.dataset.question, kind: one.dataset.kind, most: Number(one.dataset.most), required: one.dataset.required === "yes", at: one,
    }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this[event.submitter?.value ?? "send"]();
    });
    for (const button of this.part("result").querySelectorAll("[data-do]")) button.addEventListener("click", () => this[button.dataset.do]());
  }

  part(name) {
    return document.querySelector(`[data-part="${name}"]`);
  }

  /** Says something to everybody: seen beside the buttons, read aloud once. */
  say(text) {
    this.part("status").textContent = text;
  }

  /** The answers, and their fields and schedule. */
  answers() {
    const answers = read(this.form);
    return { answers, tree: fields(answers, this.data) };
  }

  /** The dates that the answers make, below the questions about when. */
  dates() {
    const { answers, tree } = this.answers();
    const wrong = faults(answers, this.when(), this.data);
    if (this.errors(wrong)) return;
    this.list(answers, tree);
  }

  /** The questions of the section about when. */
  when() {
    const section = this.form.querySelector('[data-question="repeat"]').closest(".part");
    const about = this.asked.filter((one) => section.contains(one.at));
    return about.map((one) => ({ ...one, required: one.required && one.name === "repeat" }));
  }

  list(answers, tree) {
    const { data } = this;
    const box = this.part("dates");
    const own = answers.schedule;
    const undated = tree.schedule.by_appointment ?? tree.schedule.ongoing;
    const found = own || undated ? [] : dates(tree.schedule, data.holidays, 11);
    const lines = found.slice(0, 10).map((one) => `${words.day(one.day, data)}, ${words.time(one.time, data)}`);
    if (found.length > 10) lines.push(data.words.more_dates);
    const note = own ? data.words.own_dates : undated ?? (found.length ? "" : data.words.no_dates);
    box.querySelector("p").textContent = note;
    box.querySelector("p").hidden = !note;
    box.querySelector("ol").replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    box.hidden = false;
    return found[0];
  }

  /** The card, as it will stand in the lists. */
  preview() {
    const { answers, tree } = this.answers();
    if (this.errors(faults(answers, this.asked.filter((one) => !["license", "sender"].includes(one.name)), this.data))) return;
    this.show(answers, tree);
    this.part("outlook").querySelector("h2").focus();
  }

  show(answers, tree) {
    const { data } = this;
    const next = this.list(answers, tree);
    const card = this.part("outlook");
    const fill = (name, text) => {
      const at = card.querySelector(`[data-field="${name}"]`);
      at.textContent = text ?? "";
      at.hidden = !text;
    };
    const label = (name) => this.labels(name)[0] ?? "";
    const undated = tree.schedule.by_appointment ?? tree.schedule.ongoing;
    card.querySelector(".card").classList.toggle("undated", Boolean(undated) || !next);
    fill("day", next ? words.day(next.day, data) : "");
    const time = next ? words.time(next.time, data) : undated ?? "";
    const [, before, clock, after] = /^(\D*)(\d+\D\d\d)?([^]*)$/.exec(time);
    fill("before", next && before);
    fill("clock", next && clock);
    fill("after", next ? after : time);
    fill("title", answers.title?.[0]);
    const own = [answers.place_name?.[0] ?? answers.online?.[0], label("area")].filter(Boolean).join(" · ");
    fill("place", answers.place ? data.places[answers.place[0]] : own);
    fill("summary", answers.summary?.[0]);
    fill("price", words.price(answers.price?.[0], data));
    const facts = [data.signUp[answers.registration?.[0]], label("audiences"), label("access")].filter(Boolean).join(" · ");
    fill("facts", `${answers.price ? " · " : ""}${facts}`);
    card.hidden = false;
  }

  /** What stands beside the chosen answers of a question. */
  labels(name) {
    const question = this.form.querySelector(`[data-question="${name}"]`);
    const chosen = [...question.querySelectorAll("input:checked, option:checked")].filter((one) => one.value);
    return chosen.map((one) => (one.labels?.length ? one.labels[0].querySelector("span") : one).textContent.trim());
  }

  /** Shows what is wrong, above the form and at each question; false if nothing is. */
  errors(found) {
    const box = document.getElementById("errors");
    for (const { name, at } of this.asked) this.mark(at, name, found[name] ?? "");
    const wrong = this.asked.filter((one) => found[one.name]);
    const items = wrong.map(({ name, at }) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: `#q-${name}`, textContent: at.dataset.label });
      item.append(link, ` ${found[name]}`);
      return item;
    });
    box.querySelector("ol").replaceChildren(...items);
    box.hidden = !wrong.length;
    document.title = wrong.length ? `${box.dataset.title} ${this.title}` : this.title;
    if (!wrong.length) return false;
    this.part("result").hidden = true;
    for (const { at } of wrong) at.closest("details")?.setAttribute("open", "");
    box.focus();
    return true;
  }

  mark(question, name, text) {
    const id = `q-${name}-error`;
    const place = document.getElementById(id);
    const group = question.matches("fieldset");
    const control = group ? question : document.getElementById(`q-${name}`);
    const told = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
    if (text) told.push(id);
    if (told.length) control.setAttribute("aria-describedby", told.join(" "));
    else control.removeAttribute("aria-describedby");
    const faulty = !group || question.getAttribute("role") === "radiogroup" ? [control] : question.querySelectorAll("input");
    for (const one of faulty) {
      if (text) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
    }
    if (!text) return place?.remove();
    const line = place ?? Object.assign(document.createElement("p"), { id, className: "wrong" });
    line.textContent = text;
    if (!place) (question.querySelector(".help") ?? question.querySelector("legend, label")).after(line);
    return undefined;
  }

  /** Makes the file, and shows the ways to hand it in. */
  async send() {
    const { answers, tree } = this.answers();
    if (this.errors(faults(answers, this.asked, this.data))) return;
    const { data } = this;
    const organization = answers.organization[0];
    const name = await slug(answers.title[0], (one) => this.taken(`${organization}/${one}`));
    const path = `${organization}/${name}.md`;
    this.text = written(tree, answers.description?.[0] ?? "", data.order, answers.more?.[0], answers.schedule?.[0]);
    this.file = `${name}.md`;
    this.show(answers, tree);
    const result = this.part("result");
    for (const one of result.querySelectorAll("[data-field=path]")) one.textContent = `${data.folder}/${path}`;
    result.querySelector("textarea").value = this.text;
    if (data.forge.kind) this.way("forge", forge(data.forge, `${data.folder}/${path}`, this.text));
    if (data.email) this.way("mail", letter(data.email, `${result.dataset.subject} ${path}`, this.text, result.dataset.attach));
    result.hidden = false;
    result.querySelector("h2").focus();
  }

  way(name, { href, whole }) {
    const box = this.part(name);
    box.querySelector("a").href = href;
    box.querySelector("[data-field=whole]").hidden = !whole;
    box.querySelector("[data-field=not-whole]").hidden = whole;
  }

  /** Is there an activity at this address, or was there one? */
  async taken(address) {
    const answer = await fetch(this.data.taken.replace("organization/slug", address), { method: "HEAD" }).catch(() => null);
    return answer?.ok ?? false;
  }

  download() {
    const address = URL.createObjectURL(new Blob([this.text], { type: "text/markdown;charset=utf-8" }));
    Object.assign(document.createElement("a"), { href: address, download: this.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.say(this.form.dataset.downloaded);
  }

  async copy() {
    const field = this.part("result").querySelector("textarea");
    try {
      await navigator.clipboard.writeText(this.text);
      this.say(this.form.dataset.copied);
    } catch {
      field.focus();
      field.select();
      this.say(this.form.dataset.selected);
    }
  }
}
