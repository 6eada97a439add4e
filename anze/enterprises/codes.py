"""What is written of production units, grids and delegations in a few fixed words."""

from collections.abc import Mapping
from typing import Final

# 风险分级管控: four levels, each with its colour and a shape, never by colour alone.
RISKS: Final[Mapping[str, str]] = {"red": "红（重大风险）", "orange": "橙（较大风险）", "yellow": "黄（一般风险）", "blue": "蓝（低风险）"}
RISK_SHAPES: Final[Mapping[str, tuple[str, str]]] = {"red": ("红", "◆"), "orange": ("橙", "▲"), "yellow": ("黄", "■"), "blue": ("蓝", "●")}
STATES: Final[Mapping[str, str]] = {"open": "在营", "suspended": "停业", "deregistered": "注销"}
ROLES: Final[Mapping[str, str]] = {"cell_head": "网格长", "cell_member": "网格员", "cell_enforcer": "执法网格员"}
# A cell without one of these on a day is a gap (第十一条（三）).
NEEDED_ROLES: Final = ("cell_head", "cell_member")
# Gaps in the table of kinds × supervising departments (第六条（五）).
GAPS: Final[Mapping[str, str]] = {"kind_without": "没有监管部门的类别", "kind_twice": "两个部门都管的类别", "enterprise_without": "没有监管部门的单位",
                                  "enterprise_twice": "两个部门都管的单位", "cell_without": "没有责任人的网格", "enterprise_no_cell": "没有划入网格的单位"}
