"""The figures of one size as a picture: bars of what each generator takes, readable in the light and in the dark."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from .figures import OURS, Row

WIDTH, LEFT, RIGHT = 760, 220, 90  # of the picture, of the names, of the numbers
ROW, HEAD, GAP = 22, 34, 14
STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1f2a2e; }
.head { font-weight: 700; }
.other { fill: #8a9296; }
.ours { fill: #8a2b3c; }
@media (prefers-color-scheme: dark) {
  text { fill: #f1ece4; }
  .other { fill: #9aa3a7; }
  .ours { fill: #f0a3b0; }
}
"""
PANELS = {
    "full": "Full build: seconds",
    "one_changed": "One activity changed: seconds",
    "unchanged": "Nothing changed: seconds",
    "memory": "Memory at most: MiB",
}


def drawn(size: int, rows: Mapping[str, Row], names: Mapping[str, str]) -> str:
    """An SVG file. It has no background: the page's own shows."""
    svg = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
    ET.SubElement(svg, "title").text = f"{size:,} activities in each generator"
    ET.SubElement(svg, "style").text = STYLE
    top = 0
    for what, head in PANELS.items():
        values = {id: value for id, row in rows.items() if (value := _value(row, what)) is not None}
        _text(svg, 0, top + HEAD - 12, head, "head")
        top += HEAD
        for id, value in values.items():
            width = value / max(values.values()) * (WIDTH - LEFT - RIGHT)
            _text(svg, LEFT - 10, top + ROW - 7, names[id], anchor="end")
            ET.SubElement(
                svg, "rect", x=str(LEFT), y=str(top + 3), width=f"{max(width, 1):.1f}", height=str(ROW - 6),
                attrib={"class": "ours" if id == OURS else "other"},
            )  # fmt: skip
            number = f"{value:.0f}" if what == "memory" else f"{value:.2f}"
            _text(svg, LEFT + width + 8, top + ROW - 7, number)
            top += ROW
        top += GAP
    svg.set("viewBox", f"0 0 {WIDTH} {top}")
    ET.indent(svg, " ")
    return ET.tostring(svg, encoding="unicode") + "\n"


def _value(row: Row, what: str) -> float | None:
    """What a panel shows of a generator; memory of one that is measured in full builds too."""
    if what == "memory":
        return row.memory if "full" in row.wall else None
    return row.wall.get(what)


def _text(svg: ET.Element, x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> None:
    element = ET.SubElement(svg, "text", {"x": f"{x:.0f}", "y": f"{y:.0f}", "text-anchor": anchor})
    element.text = text
    if kind:
        element.set("class", kind)
