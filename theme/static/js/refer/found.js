// Which activities fit an area and needs: those of one kind widen, those of two kinds narrow, as in the finder.

import { areasOf, momentsIn } from "../finder/filter.js";

const FEW = 3; // fewer than this in the area itself: what is near comes after it

/**
 * What one can still go to, the soonest first, what has no fixed time last. What takes place nowhere in
 * particular (by telephone, online, at home) fits every area. `near` are those of neighbouring areas, if `here` are few.
 * @param {Index} index as `finder/index.js` loads it
 * @param {string} area an area's or a district's id; empty for the whole town
 * @param {{audience: string[], topic: string[]}} needs
 * @returns {Promise<{view: View, here: number[], near: number[]}>} numbers of the view. Throws `Missing`
 */
export async function found(index, area, needs) {
  const { inside, beside } = areasOf(index, area);
  let view = await index.view(area ? inside : null, { anywhere: true });
  let fitting = within(view, needs);
  const here = () => fitting.filter((one) => !area || one.areas.every((id) => inside.has(id)));
  if (!area || here().length >= FEW || !beside.size) return { view, here: here().map((one) => one.number), near: [] };
  view = await index.view(new Set([...inside, ...beside]), { anywhere: true });
  fitting = within(view, needs);
  const near = fitting.filter((one) => one.areas.some((id) => beside.has(id)));
  return { view, here: here().map((one) => one.number), near: near.map((one) => one.number) };
}

/** All of a view that fit these needs, in order, with their areas. */
function within(view, needs) {
  const runs = momentsIn(view).map((run) => run.find((date) => !date.off)?.begin ?? Infinity);
  const fit = Object.entries(needs).filter(([, ids]) => ids.length).map(([kind, ids]) => {
    const { sets, of } = view.keys[kind];
    const fitting = sets.map((set) => ids.some((id) => set.includes(id)));
    return (one) => fitting[of[one]];
  });
  return Array.from({ length: view.number }, (_, number) => ({
    number, begin: runs[view.dates.of[number]], areas: view.keys.area.sets[view.keys.area.of[number]],
  })).filter(({ number, begin }) => (begin < Infinity || view.undated[number]) && fit.every((fits) => fits(number)))
    .sort((a, b) => (a.begin === b.begin ? a.number - b.number : a.begin - b.begin));
}
