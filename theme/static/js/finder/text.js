// Texts of the index: words in another language than the page's are marked as the page itself marks them.

/** @param {Text} text as `types.d.ts` says @returns {string} */
export const plain = (text = "") => [].concat(text).map((part) => (Array.isArray(part) ? part[0] : part)).join("");

/** Its parts as nodes; a node among them stays. `direction` is that of other languages, if it is not the page's. */
export function nodes(text, direction) {
  const made = [];
  for (const part of [].concat(text)) {
    if (typeof part !== "string") made.push(Array.isArray(part) ? apart(part, direction) : part);
    else if (made.at(-1)?.nodeType === 3) made.at(-1).data += part;
    else made.push(document.createTextNode(part));
  }
  return made;
}

/** Fills an element; one that holds marked words and nothing else carries the mark itself. */
export function fill(element, text, direction) {
  const [only, ...more] = nodes(text, direction);
  if (more.length || !only.lang) return element.replaceChildren(only, ...more);
  for (const { name, value } of only.attributes) element.setAttribute(name, value);
  return element.replaceChildren(...only.childNodes);
}

function apart([words, lang], direction) {
  const element = document.createElement(lang ? "span" : "bdi");
  element.textContent = words;
  if (lang) Object.assign(element, direction ? { lang, dir: direction } : { lang });
  return element;
}
