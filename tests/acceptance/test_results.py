"""What the page about accessibility says is about the pages as they are.

It stands with the programs that `make accessibility` needs: who can run these tests can make the results anew.
"""

from agenda import accessibility
from small_town import ROOT


def test_results_are_of_this_theme():
    """Run `make accessibility` if this fails: a template, style sheet or script changed after the last run."""
    results, problems = accessibility.read(ROOT / "content")
    assert problems == []
    assert results
    assert results.theme == accessibility.digest(ROOT / "theme")
