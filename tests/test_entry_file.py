"""What is written is what is read back, whatever the texts; and a person can read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda import frontmatter
from intake import entry_file

VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1)
TEXTS = VISIBLE.map(str.strip).filter(bool)
LINES = st.lists(TEXTS, min_size=1, max_size=3).map("\n".join)
NAMES = st.from_regex(r"[a-z_]{1,10}", fullmatch=True)
TREES = st.recursive(
    TEXTS | LINES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(NAMES | TEXTS, inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=5), LINES)
def test_every_tree_is_read_back(tree, body):
    document = frontmatter.parse(entry_file.written(tree, body))
    assert document.faults == []
    assert (document.tree, document.body) == (tree, body.strip("\n"))


@pytest.mark.parametrize(
    ("tree", "line"),
    {
        "a text is quoted": ({"title": "Koffie: vers"}, 'title: "Koffie: vers"'),
        "a quote in it is escaped": ({"title": 'Zeg "hoi"'}, 'title: "Zeg \\"hoi\\""'),
        "an id is not": ({"location": "de-tulp"}, "location: de-tulp"),
        "a day is not": ({"checked": "2026-11-20"}, "checked: 2026-11-20"),
        "a time is: 10:30 is 630 to others": ({"time": "10:30"}, 'time: "10:30"'),
        "a number is": ({"price": "2,50"}, 'price: "2,50"'),
        "no is: it is false to others": ({"note": "no"}, 'note: "no"'),
        "a tag is a text": ({"title": "!!python/object"}, 'title: "!!python/object"'),
        "a list of ids stands on a line": ({"topics": ["taal", "samen-eten"]}, "topics: [taal, samen-eten]"),
        "fields of a field are indented": ({"contact": {"phone": "023"}}, 'contact:\n  phone: "023"'),
        "a long text stands in lines": ({"note": "Een\n\nTwee"}, "note: |-\n  Een\n\n  Twee"),
    }.values(),
    ids=str,
)
def test_how_it_looks(tree, line):
    assert entry_file.fields(tree) == line + "\n"


def test_fields_stand_in_the_order_of_the_template():
    tree = {"price": "0", "title": "Koffie", "schedule": {"time": "10:00", "start": "2026-11-24"}, "own": "x"}
    names = [line.split(":")[0] for line in entry_file.fields(tree).splitlines()]
    assert names == ["title", "schedule", "  start", "  time", "price", "own"]
