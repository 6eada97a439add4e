"""The codes of tours with the words that readers see."""

from collections.abc import Mapping
from typing import Final

# What a line of the checklist was found to be; nothing is written of what nobody looked at.
OUTCOMES: Final[Mapping[str, str]] = {"kept": "落实", "partly": "部分落实", "not_kept": "未落实", "not_apt": "不适用"}
OUTCOME_LAMPS: Final[Mapping[str, str]] = {"kept": "met", "partly": "soon", "not_kept": "missed", "not_apt": "none"}
# What an act of the sample was found to be.
VERDICTS: Final[Mapping[str, str]] = {"verified": "属实", "unverified": "未能核实", "contradicted": "与事实不符"}
VERDICT_LAMPS: Final[Mapping[str, str]] = {"verified": "met", "unverified": "soon", "contradicted": "missed"}
# Whose duties each side's are, by the level of the place: what the checklist of a tour of that side goes through (第五至十二条).
SIDE_POSTS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "county": {"party": ("party_head", "party_standing"), "government": ("gov_head", "gov_executive_deputy", "gov_deputy")},
    "town": {"party": ("party_head", "safety_deputy", "other_leader"), "government": ("gov_head", "safety_deputy", "other_leader")},
}
# How far a sample reaches: acts of the unit alone, or also of its departments and of whatever lies below.
SPANS: Final[Mapping[str, str]] = {"only": "只抽本级的", "": "含部门和所辖的"}
