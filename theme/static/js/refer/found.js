// Which activities fit an area and needs: those of one kind widen, those of two kinds narrow, as in the finder.

const FEW = 3; // fewer than this in the area itself: what is near comes after it

/**
 * The ids of what one can still go to, the soonest first, what has no fixed time last. What takes place nowhere in
 * particular (by telephone, online, at home) fits every area. `near` are those of neighbouring areas, if `here` are few.
 * @param {object} index as `finder/index.js` loads it
 * @param {string} area an area's or a district's id; empty for the whole town
 * @param {{audience: string[], topic: string[]}} needs
 * @returns {{here: string[], near: string[]}}
 */
export function found(index, area, needs) {
  const areas = area ? [...(index.districts[area]?.areas ?? [area])] : [];
  const next = (one) => one.dates.find((date) => !date.off)?.start ?? (one.later && !one.later.off ? one.later.start : "");
  const fitting = index.activities
    .filter((one) => (next(one) || one.undated) && Object.entries(needs).every(([kind, ids]) => !ids.length || ids.some((id) => one.keys[kind].includes(id))))
    .sort((a, b) => (next(a) || "9").localeCompare(next(b) || "9") || a.title.localeCompare(b.title));
  const within = (places, anywhere) => fitting
    .filter((one) => (one.keys.area.length ? !places.length || one.keys.area.some((id) => places.includes(id)) : anywhere))
    .map((one) => one.address);
  const here = within(areas, true);
  if (!areas.length || here.length >= FEW) return { here, near: [] };
  const around = [...new Set(areas.flatMap((id) => index.areas[id]?.near ?? []))].filter((id) => !areas.includes(id));
  return { here, near: around.length ? within(around, false) : [] };
}
