"""Areas from a list of the statistics office: what is read of it, and what is wrong with a line."""

import pytest

from agenda.problem import Fault
from towns import area_list
from towns.area_list import Area

HEAD = "code,name\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("code,name\nWK999901,Old Town\n", [Area("old-town", "WK999901", "Old Town")], id="code and name"),
        pytest.param("name;code\nOld Town;WK999901\n", [Area("old-town", "WK999901", "Old Town")], id="semicolons"),
        pytest.param("\ufeffcode,name\r\nWK999901,Été\r\n", [Area("ete", "WK999901", "Été")], id="as Excel writes it"),
        pytest.param("code,name,people\nWK999901,A,12\n", [Area("a", "WK999901", "A")], id="more columns"),
        pytest.param("code,name\nWK999901,A\n,\n\nWK999902,B\n",
                     [Area("a", "WK999901", "A"), Area("b", "WK999902", "B")], id="empty lines"),
        pytest.param('code,name\nBU99990101,"A, B (c)"\n', [Area("a-b-c", "BU99990101", "A, B (c)")], id="quotes"),
        pytest.param("code,name,column,row\nWK999901,A,2,30\nWK999902,B,,\n",
                     [Area("a", "WK999901", "A", (2, 30)), Area("b", "WK999902", "B")], id="places on the map"),
        pytest.param("code,name,district\nWK999901,A,Villages\n",
                     [Area("a", "WK999901", "A", None, "Villages")], id="district"),
    ],
)  # fmt: skip
def test_areas(text, expected):
    assert list(area_list.read(text.encode())) == expected


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"", "the columns code and name are not there", id="nothing"),
        pytest.param(b"WK999901,Old Town\n", "Begin it with code,name", id="no head"),
        pytest.param(HEAD.encode(), "the list of areas is empty", id="no areas"),
        pytest.param(f"{HEAD}999901,A\n".encode(), "line 2 of the list of areas: 999901 is not a code", id="a code"),
        pytest.param(f"{HEAD}WK999901,\n".encode(), 'line 2 of the list of areas: "" is not a name', id="no name"),
        pytest.param(f"{HEAD}WK999901\n".encode(), 'line 2 of the list of areas: "" is not a name', id="short line"),
        pytest.param(f"{HEAD}WK999901,A<b>\n".encode(), "A<b> is not a name", id="HTML"),
        pytest.param(f'{HEAD}WK999901,"a"": {{b}}"\n'.encode(), "is not a name", id="YAML"),
        pytest.param(f"{HEAD}WK999901,...\n".encode(), "is not a name", id="no letter"),
        pytest.param(f"{HEAD}WK999901,A\nWK999901,B\n".encode(), "line 3 of the list of areas: B stands on line 2",
                     id="a code twice"),
        pytest.param(f"{HEAD}WK999901,Été\nWK999902,ete\n".encode(), "ete stands on line 2 already", id="a name twice"),
        pytest.param(b"code,name,column,row\nWK999901,A,1,31\n", "whole numbers from 1 to 30", id="off the map"),
        pytest.param(b"code,name,column,row\nWK999901,A,1,\n", "Fill in both", id="half a place"),
        pytest.param("code,name\nWK999901,Été\n".encode("latin-1"), "is not UTF-8", id="another encoding"),
        pytest.param(b"code,name\n" + b"x" * 300_000, "more than 200 kB", id="too large"),
        pytest.param(f"{HEAD}WK999901,\"{'x' * 140_000}\"\n".encode(), "cannot be read", id="a cell without end"),
        pytest.param((HEAD + "".join(f"WK{n:06},Area {n}\n" for n in range(500))).encode(), "more than 300 lines",
                     id="all of the country"),
    ],
)  # fmt: skip
def test_what_is_wrong(data, told):
    with pytest.raises(Fault) as fault:
        area_list.read(data)
    assert told in str(fault.value)


def test_written_as_vocabulary():
    areas = area_list.read(b"code,name,column,row,district\nWK999901,Old Town,1,2,Villages\nWK999902,B,,,\n")
    assert area_list.written(areas, "The areas.") == (
        '# The areas.\nold-town:\n  name: "Old Town"\n  code: WK999901\n  tile: [1, 2]\n  district: "Villages"\n'
        'b:\n  name: "B"\n  code: WK999902\n'
    )
