// What is handed over of an activity stands on its slip, a page of the site: here it becomes a value.

/**
 * @typedef {object} Slip
 * @property {string} address `organization/slug`, as it is now
 * @property {string} title in the language `lang`, if that is another than the page's
 * @property {string} when the next time, in short; `rhythm` how it recurs, empty for what takes place once
 * @property {string} start local ISO time of the next time; empty without one
 * @property {string} where
 * @property {string} price
 * @property {string} call a telephone number or an e-mail address; `callLink` is its `tel:` or `mailto:`
 * @property {boolean} example
 * @property {boolean} open one can join: it is not over, off or full
 * @property {string} calendar path of its calendar file; empty without dates
 * @property {HTMLElement} paper the slip itself, to print
 */

/**
 * The slips of these ids, in the same order: a Slip, or null for an activity that is not there any more.
 * Throws if the site cannot be reached: that is not the same as being gone.
 * @param {string[]} ids
 * @param {(id: string) => string} pathOf where an id's slip is
 * @returns {Promise<(Slip|null)[]>}
 */
export function slips(ids, pathOf) {
  return Promise.all(ids.map((id) => one(pathOf(id))));
}

async function one(path) {
  const answer = await fetch(path);
  if (answer.status === 404 || answer.status === 410) return null;
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const paper = page.querySelector("article.slip");
  return paper && slip(document.adoptNode(paper)); // a host may answer 200 with its page for what is not there
}

function slip(paper) {
  const part = (name) => paper.querySelector(`.slip-${name}`);
  // Among others it stands below a heading of their page.
  const heading = document.createElement("h3");
  for (const { name, value } of part("title").attributes) heading.setAttribute(name, value);
  heading.append(...part("title").childNodes);
  part("title").replaceWith(heading);
  const when = part("when").dataset;
  return {
    address: paper.dataset.address,
    title: part("title").textContent.trim(),
    lang: part("title").lang || (part("title").querySelector("[lang]")?.lang ?? ""),
    when: when.short,
    rhythm: when.rhythm ?? "",
    start: when.start,
    where: part("where").dataset.short,
    price: part("price").dataset.short,
    call: part("call").dataset.short,
    callLink: part("call").querySelector("a")?.getAttribute("href") ?? "",
    open: "open" in paper.dataset,
    example: Boolean(part("example")),
    calendar: paper.dataset.calendar,
    paper,
  };
}
