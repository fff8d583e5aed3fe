// Who helps somebody else: an area and at most two needs become a short list to hand over.

import { load } from "../finder/index.js";
import { Handover } from "../list/handover.js";
import { found } from "./found.js";
import { MOST_NEEDS } from "./start.js";

const form = document.querySelector("#refer");
const words = form.dataset;
const handover = new Handover(document.querySelector("#referred"));
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const area = form.querySelector("select");

/** The form was sent: its choices go into the address, and what fits is shown. */
export async function submitted() {
  const chosen = new URLSearchParams(new FormData(form));
  history.pushState(null, "", `#${chosen}`);
  if (await answer()) handover.root.querySelector("h2").focus();
}

/** The form as the fragment says it; what it does not know is left alone. */
function restore() {
  const chosen = new URLSearchParams(location.hash.slice(1));
  const value = chosen.get(area.name) ?? "";
  area.value = [...area.options].some((one) => one.value === value) ? value : "";
  let room = MOST_NEEDS;
  for (const box of boxes) {
    box.checked = room > 0 && chosen.getAll(box.name).includes(box.value);
    if (box.checked) room -= 1;
  }
  return location.hash.length > 1;
}

/** Finds and shows; true when there is an answer, also if that is that there is nothing. */
async function answer() {
  handover.root.hidden = false;
  const needs = { audience: [], topic: [] };
  for (const box of boxes.filter((one) => one.checked)) needs[box.dataset.kind].push(box.value);
  let candidates;
  try {
    candidates = await found(await load(words.index), area.value, needs);
  } catch {
    handover.say(handover.words.offline);
    return false;
  }
  const { view, here, near } = candidates;
  const beside = new Set();
  const addresses = async (numbers) => {
    await view.read(numbers);
    return numbers.map((one) => {
      const { address } = view.text(one);
      if (near.includes(one)) beside.add(address);
      return address;
    });
  };
  const number = await handover.show(here.concat(near), { most: Number(words.most), open: true, addresses });
  if (number === null) return false;
  const further = handover.ids.some((id) => beside.has(id));
  handover.part("empty").hidden = number > 0;
  handover.say([number ? words.number.replace("{n}", number) : words.none, further && words.near].filter(Boolean).join(" "));
  return true;
}

function open() {
  if (restore()) answer();
  else handover.root.hidden = true;
}

addEventListener("popstate", open);
if (location.hash.length > 1) open(); // without it the form may hold what somebody has just chosen
