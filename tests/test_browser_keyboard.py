"""Every page by keyboard alone: all can be reached, once, in the order of the eye, seen, and one is held nowhere."""

import itertools

import pytest
from playwright.sync_api import Page

from site_states import STATES, State, brought

MOST = 400  # more stops on a page than anybody wants
WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const outline = part => {  // a card's link shows it around the whole card
    const style = getComputedStyle(one, part);
    return style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
  };
  const all = [...document.querySelectorAll('*')];
  return {
    at: all.indexOf(one), top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    outline: Math.max(outline(), outline('::after')),
    words: (one.textContent.trim() || one.getAttribute('aria-label') || one.name || one.tagName).slice(0, 50),
  };
}"""
REACHABLE = """() => {
  const all = [...document.querySelectorAll('*')];
  const controls = 'a[href], button:not(:disabled), input:not([type=hidden]):not(:disabled), select, textarea, '
    + 'summary, [tabindex="0"]';
  const group = one => one.matches('input[type=radio]')
    && [...document.getElementsByName(one.name)].find(other => other.checked) !== one
    && document.getElementsByName(one.name)[0] !== one;
  return [...document.querySelectorAll(controls)]
    .filter(one => one.tabIndex >= 0 && one.getClientRects().length && one.checkVisibility({visibilityProperty: true}))
    .filter(one => !group(one)).map(one => all.indexOf(one));
}"""
TOP = """() => {  // Tab begins at the top, wherever one was
  const body = document.body;
  body.tabIndex = -1;
  body.focus({preventScroll: true});
  body.removeAttribute('tabindex');
}"""


def stops(page: Page) -> list[dict]:
    """Where Tab leads, from the top of the page until it leaves it or comes back."""
    found = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(WHERE)
        if at is None or (found and at["at"] == found[0]["at"]):
            break
        found.append(at)
    return found


@pytest.mark.accessibility("keyboard", "2.1.1", "2.1.2", "2.4.3", "2.4.7", "2.4.11")
@pytest.mark.parametrize("state", STATES, ids=str)
def test_tab_reaches_all_in_order_and_shows_where_one_is(state: State, chromium, addresses):
    with brought(chromium, addresses, state, reduced_motion="reduce") as page:
        page.evaluate(TOP)
        reachable = page.evaluate(REACHABLE)
        found = stops(page)
        assert len(found) < MOST
        assert [one["at"] for one in found] == reachable
        assert [one["words"] for one in found if one["outline"] < 2 or not one["seen"]] == []
        pairs = itertools.pairwise(found)
        assert [(one["words"], after["words"]) for one, after in pairs if after["bottom"] <= one["top"] - 1] == []
