"""What no checker sees: pages four times larger, spaced wider, met by thumb, in own colours, without motion."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from site_states import STATES, brought

ZOOMED = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
PHONE = {"width": 412, "height": 915}
WISHES = {"forced_colors": "active", "reduced_motion": "reduce"}


@pytest.fixture(scope="module", params=STATES, ids=str)
def seen(request, chromium, addresses) -> Iterator[Page]:
    """The page in each state, opened once for all tests that look at it: in own colours, without motion."""
    with brought(chromium, addresses, request.param, **PHONE, **WISHES) as page:
        page.state = request.param
        yield page


@pytest.fixture
def phone(seen) -> Page:
    """That page on a telephone."""
    seen.set_viewport_size(PHONE)
    return seen


@pytest.fixture
def zoomed(seen) -> Page:
    """That page at four times the size."""
    seen.set_viewport_size(ZOOMED)
    return seen


SIDEWAYS = """() => {
  const most = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')]
    .filter(one => one.checkVisibility() && one.getClientRects().length && !one.closest('svg, .visually-hidden'))
    .filter(one => !one.parentElement.closest('[role=region][tabindex="0"]'))  // a wide table scrolls by itself
    .filter(one => one.getBoundingClientRect().right > most + 1 || one.getBoundingClientRect().left < -1)
    .map(one => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`);
}"""


@pytest.mark.accessibility("reflow", "1.4.4", "1.4.10")
def test_nothing_falls_off_at_four_times_the_size(zoomed):
    assert zoomed.evaluate("document.documentElement.scrollWidth") <= 320
    assert zoomed.evaluate(SIDEWAYS) == []


@pytest.mark.accessibility("reflow", "1.4.10")
def test_nothing_covers_the_page_at_four_times_the_size(zoomed):
    """What stays in place while one scrolls leaves most of the screen to the text."""
    stuck = zoomed.evaluate("""() => [...document.querySelectorAll('body *')]
      .filter(one => !one.closest('[role=region]'))  // in a table that scrolls the first column stays
      .filter(one => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && one.checkVisibility())
      .map(one => one.getBoundingClientRect().height).reduce((sum, height) => sum + height, 0)""")
    assert stuck <= 256 / 3


# A control that stands by itself is one whose line holds no other words. A thumb has 44 pixels if it hits the control,
# or its label, 21 pixels above and below its middle.
SMALL = """() => {
  const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]';
  const alone = one => {
    if (getComputedStyle(one).display !== 'inline' || one.matches('input, select, button, textarea')) return true;
    let around = one.parentElement;
    while (getComputedStyle(around).display === 'inline') around = around.parentElement;
    const texts = [...around.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
    return texts.every(node => !node.data.trim());
  };
  const reached = (one, x, y) => {
    const hit = document.elementFromPoint(x, y);
    const label = hit && hit.closest('label');
    return hit && (one === hit || one.contains(hit) || (label && label.control === one));
  };
  return [...document.querySelectorAll(controls)]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest('svg, .visually-hidden, .skip'))
    .filter(alone)
    .filter(one => {
      one.scrollIntoView({block: 'center', behavior: 'instant'});
      const box = one.getBoundingClientRect();
      if (!box.width || box.height >= 43.5) return false;
      const x = box.left + Math.min(box.width / 2, 60), y = box.top + box.height / 2;
      return !(reached(one, x, y - 21) && reached(one, x, y + 21));
    })
    .map(one => `${one.textContent.trim().slice(0, 40)} ${Math.round(one.getBoundingClientRect().height)}`);
}"""


@pytest.mark.accessibility("targets", "2.5.8")
def test_controls_are_big_enough_for_a_thumb(phone):
    """44 pixels high, which is more than WCAG 2.2 AA asks; those within a text may be smaller."""
    assert phone.locator("a").count() >= 2
    assert phone.evaluate(SMALL) == []


def test_a_small_control_is_found(chromium, addresses):
    with brought(chromium, addresses, STATES[0], **PHONE) as page:
        links = '<div><a href="/">Tea</a></div><p>Or <a href="/">tea</a></p>'
        page.evaluate("links => document.querySelector('main').innerHTML = links", links)
        assert [one.split()[0] for one in page.evaluate(SMALL)] == ["Tea"]


BORDERLESS = """() => [...document.querySelectorAll('button, .button, [aria-current]:not(li), [aria-pressed]')]
  .filter(one => one.checkVisibility() && !one.closest('svg'))
  .filter(one => {
    const style = getComputedStyle(one);
    const seen = side => style[`${side}Style`] !== 'none' && parseFloat(style[`${side}Width`]) >= 1;
    return !seen('borderBlockStart') && !seen('outline') && !style.textDecorationLine.includes('underline');
  }).map(one => one.textContent.trim())"""


@pytest.mark.accessibility("colours", "1.4.1", "1.4.11")
def test_buttons_have_an_edge_in_ones_own_colours(phone):
    assert phone.evaluate("matchMedia('(forced-colors: active)').matches")
    assert phone.evaluate(BORDERLESS) == []


MOVING = """() => [...document.querySelectorAll('html, body *')].filter(one => {
  const style = getComputedStyle(one);
  const takes = times => times.split(',').some(time => parseFloat(time) > 0.01);
  return takes(style.transitionDuration) || style.scrollBehavior === 'smooth'
    || (style.animationName !== 'none' && takes(style.animationDuration));
}).map(one => one.tagName + ' ' + one.className)"""


@pytest.mark.accessibility("motion", "2.3.3")
def test_nothing_moves_for_who_does_not_want_it(phone):
    assert phone.evaluate(MOVING) == []


STORED = """async () => ({
  local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie,
  databases: await indexedDB.databases(), caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def test_a_visit_leaves_nothing_behind(phone):
    """A state in which a person keeps something says so by its name: a list (ids only), or what a form asked."""
    stored = phone.evaluate(STORED)
    assert phone.context.cookies() == []
    assert {name: held for name, held in stored.items() if held and name != "local"} == {}
    if "kept" not in phone.state.name:
        assert stored["local"] == {}


SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
  const cut = one => {
    const style = getComputedStyle(one);
    const hides = axis => ['hidden', 'clip'].includes(style[`overflow${axis}`]);
    return (hides('X') && one.scrollWidth > one.clientWidth + 1)
      || (hides('Y') && one.scrollHeight > one.clientHeight + 1);
  };
  return [...document.querySelectorAll('body *')]
    .filter(one => one.checkVisibility() && one.textContent.trim() && !one.closest('svg, .visually-hidden, .skip'))
    .filter(cut).map(one => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`);
}"""


@pytest.mark.accessibility("spacing", "1.4.12")
def test_wider_text_is_not_cut_off(zoomed):
    """The last to look at this page: it changes it."""
    before = zoomed.evaluate("document.body.scrollHeight")
    assert zoomed.evaluate(SPACING) == []
    assert zoomed.evaluate("document.documentElement.scrollWidth") <= 320
    assert zoomed.evaluate("document.body.scrollHeight") > before  # it was spaced
