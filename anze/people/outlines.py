"""The outlines of a city's counties as a drawing: paths of an SVG by the unit's code, each with the place for its label.

The shipped outlines are those of 清远 (source and licence in data/README.md), a sketch without 审图号. A city puts its own
`map.geojson` beside its data: features with `code` and `name`, coordinates in degrees, and `approval` (审图号) on top.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any, Final

from anze.people.divisions import DATA

SHIPPED: Final = DATA / "qingyuan_counties.geojson"
WIDTH: Final = 800    # of the drawing, in its own units
EDGE: Final = 8
SKETCH: Final = "示意图，不作划界依据"
Ring = list[list[float]]


@dataclass(frozen=True, slots=True)
class Outline:
    """One county: its name, the path of its outline, the place for its label."""

    name: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Outlines:
    """All of them by code, how large the drawing is, what must be said beneath it."""

    places: Mapping[str, Outline]
    width: int
    height: int
    note: str


def outlines(own: Path | None = None) -> Outlines:
    """Return the outlines from a city's own file, where there is one, or the shipped ones. ValueError where the file is no such map."""
    path = own if own is not None and own.exists() else SHIPPED
    return _drawn(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _drawn(path: Path, _: int) -> Outlines:
    try:
        read = json.loads(path.read_text("utf-8"))
        rings = {str(one["properties"]["code"]): (str(one["properties"]["name"]), list(_rings(one["geometry"]))) for one in read["features"]}
        return _laid_out(rings, f"审图号：{read['approval']}" if read.get("approval") else SKETCH)
    except (KeyError, TypeError, IndexError, AttributeError, json.JSONDecodeError) as fault:
        raise ValueError(f"{path.name} 不是可用的地图：每个图形要有 code、name 和经纬度坐标。") from fault


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for shape in shapes:
        yield from shape


def _laid_out(rings: Mapping[str, tuple[str, list[Ring]]], note: str) -> Outlines:
    points = [point for _, some in rings.values() for ring in some for point in ring]
    west, east = min(one[0] for one in points), max(one[0] for one in points)
    south, north = min(one[1] for one in points), max(one[1] for one in points)
    narrow = cos(radians((south + north) / 2))  # a degree of longitude is shorter than one of latitude
    scale = (WIDTH - 2 * EDGE) / ((east - west) * narrow)
    height = round((north - south) * scale) + 2 * EDGE

    def at(point: list[float]) -> tuple[float, float]:
        return EDGE + (point[0] - west) * narrow * scale, EDGE + (north - point[1]) * scale

    places = {}
    for code, (name, some) in rings.items():
        drawn = [[at(point) for point in ring] for ring in some]
        x, y = _middle(max(drawn, key=lambda ring: abs(_area(ring))))
        path = "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in ring[:-1]) + "Z" for ring in drawn)
        places[code] = Outline(name, path, round(x), round(y))
    return Outlines(places, WIDTH, height, note)


def _area(ring: list[tuple[float, float]]) -> float:
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring)) / 2


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the centre of gravity of a ring; of one without area, its first point."""
    area = _area(ring)
    if not area:
        return ring[0]
    pairs = [(one, two, one[0] * two[1] - two[0] * one[1]) for one, two in pairwise(ring)]
    return (sum((one[0] + two[0]) * cross for one, two, cross in pairs) / (6 * area), sum((one[1] + two[1]) * cross for one, two, cross in pairs) / (6 * area))
