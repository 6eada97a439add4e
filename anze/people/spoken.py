"""What people say of a post: 书记, 镇长, 副局长. The register keeps kinds of posts (党委主要负责人); whoever looks for somebody types what one says."""

from collections.abc import Mapping
from typing import Final

from anze.people.models.tenure import Tenure

_HEAD: Final[Mapping[str, str]] = {"市": "市长", "县": "县长", "区": "区长", "镇": "镇长", "乡": "乡长", "局": "局长", "部": "部长", "厅": "厅长"}
_PARTY: Final[Mapping[str, tuple[str, ...]]] = {
    "city": ("市委书记",), "county": ("县委书记", "市委书记", "区委书记"), "town": ("镇委书记", "乡党委书记", "党委书记"),
    "subdistrict": ("党工委书记", "街道书记"), "zone": ("党工委书记",), "department": ("党委书记", "党组书记"),
}
_HEADS: Final = ("gov_head", "dept_head")
_DEPUTIES: Final = ("gov_executive_deputy", "gov_deputy", "safety_deputy", "dept_safety_deputy", "dept_deputy")


def spoken(tenure: Tenure) -> frozenset[str]:
    """Return what people say of a tenure, alone and behind the name of its unit: 书记, 望埠镇书记; 镇长, 望埠镇长. Needs `unit`."""
    unit, post = tenure.unit.name, tenure.post
    head = _HEAD.get(unit[-1:], "主任")
    if post == "party_head":
        words = ("书记", "一把手", *(word for word in _PARTY.get(tenure.unit.level, ()) if word[0] == unit[-1:] or word[0] not in _HEAD))
    elif post == "party_standing":
        words = ("常委", "副书记")
    elif post in _HEADS:
        words = (head, "一把手")
    elif post in _DEPUTIES:
        words = (f"副{head}", *((f"常务副{head}",) if post == "gov_executive_deputy" else ()))
    else:
        words = (f"副{head}", "副书记", "委员")
    joined = {f"{unit}{word}" for word in words} | {f"{unit[:-1]}{word}" for word in words if word[0] == unit[-1:]}
    return frozenset({*words, *joined})
