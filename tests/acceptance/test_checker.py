"""IBM's accessibility checker looks at a page of each template, and at each state: it has rules that axe has not."""

import json

import pytest

from browsing import opened
from engines import CLIENTS
from site_states import STATES, brought

ENGINE = CLIENTS / "node_modules" / "accessibility-checker-engine"
# What `color-mix()` gives the browser calls `color(srgb …)`: the checker cannot read that, axe can and measures these.
# It takes no notice of what is folded up, labels included, so all is unfolded.
CHECK = """async () => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const mixed = path => {
    const one = document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue;
    return getComputedStyle(one).backgroundColor.startsWith("color(");
  };
  const report = await new ace.Checker().check(document, ["WCAG_2_2"]);
  return report.results
    .filter(({value: [kind, outcome]}) => kind === "VIOLATION" && outcome === "FAIL")
    .filter(({ruleId, path}) => !(ruleId === "text_contrast_sufficient" && mixed(path.dom)))
    .map(({ruleId, message, path}) => `${ruleId}: ${message} ${path.dom}`);
}"""


def failures(page) -> list[str]:
    """What the checker is sure is wrong on the page as it is now."""
    page.evaluate((ENGINE / "ace.js").read_text(encoding="utf-8") + "\nwindow.ace = ace;")
    return page.evaluate(CHECK)


@pytest.mark.accessibility("checker")
@pytest.mark.parametrize("state", STATES, ids=str)
def test_it_finds_nothing(state, chromium, addresses, templates_of, record_property):
    version = json.loads((ENGINE / "package.json").read_text())["version"]
    record_property("tool", f"IBM Equal Access {version}")
    record_property("template", templates_of[state.town][state.file])
    with brought(chromium, addresses, state) as page:
        found = failures(page)
        assert found == [], "\n".join(found)


def test_it_does_find_what_is_wrong(chromium, address):
    with opened(chromium, address) as page:
        page.evaluate("document.querySelector('main').innerHTML = '<img src=\"/favicon.svg\"><input>'")
        assert len(failures(page)) >= 2
