"""What the quick report (事故快报) of an accident says: the fields with which the office's template is filled, from the record as it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from anze.access.rights import Rights
from anze.accidents.models import Accident
from anze.papers.models import Issued
from anze.people.models import Unit
from anze.people.moment import SHANGHAI, day_of

KIND: Final = "quick_report"
TO_NAME: Final = "【请补充：上一级机关的全称】"
TO_SIGN: Final = "【请补充】"
TO_FILL: Final = "【请补充：救援、现场管控、善后等已经采取的措施】"  # of a draft alone: what was done is on no record, and nobody else can say it


def sender_of(rights: Rights, accident: Accident) -> Unit | None:
    """Return the unit whose office reports: of those whose office the account is, the nearest above the place; None where it is none."""
    above = [one for one in rights.units("office") if accident.unit.path.startswith(one.path)]
    return max(above, key=lambda one: len(one.path), default=None)


def addressee(sender: Unit) -> str:
    """Return to whom an office reports first: the office of the unit above it; where the register has none, whom it wrote to last. Empty where nobody
    can tell: whoever writes names it."""
    if sender.parent:
        return f"{sender.parent.name}安全生产委员会办公室"
    return Issued.objects.filter(kind=KIND, unit=sender).exclude(to="").order_by("-pk").values_list("to", flat=True).first() or ""


def quick_fields(accident: Accident, sender: Unit, now: datetime, said: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields as of `now`. `said` holds what is on no record: to whom, what was done, who signs, what else (`to`, `measures`,
    `signer`, `other`)."""
    here, until = accident.happened_at.astimezone(SHANGHAI), now.astimezone(SHANGHAI)
    place = _place(accident)
    return {"事故名称": f"{place.removesuffix(accident.unit.name)}{accident.title}", "报送单位": said.get("to") or addressee(sender) or TO_NAME,
            "发生时间": f"{here.year}年{here.month}月{here.day}日{here.hour}时{f'{here.minute}分' if here.minute else ''}许",
            "发生地点": f"{place}{_within(accident)}",
            "事故类型": accident.nature.removesuffix("事故") or "生产安全", "截至时间": f"{until.month}月{until.day}日{until.hour}时",
            "伤亡情况": casualties(accident), "单位概况": _enterprise(accident), "简要经过": accident.account.strip() or "正在核实，随续报报告。",
            "损失情况": f"直接经济损失初步估计{accident.loss.normalize():f}万元。" if accident.loss is not None else "直接经济损失正在核实。",
            "采取措施": said.get("measures") or TO_FILL, "其他情况": said.get("other", ""), "成文日期": day_of(now), "签发人": said.get("signer") or TO_SIGN}


def casualties(accident: Accident) -> str:
    """Return the dead, seriously injured and missing as they stand, in words."""
    hurt = (("死亡", accident.deaths), ("重伤", accident.serious_injuries), ("失踪（下落不明）", accident.missing))
    words = "、".join(f"{number}人{word}" for word, number in hurt if number)
    return f"造成{words}" if words else "没有人员死亡、重伤和失踪"


def _place(accident: Accident) -> str:
    unit = accident.unit
    county = unit.parent.name if unit.parent and unit.level in {"town", "subdistrict"} else ""
    return f"{county}{unit.name}"


def _within(accident: Accident) -> str:
    """Return the address without the names of the places in which it lies, however many of them it begins with: each is said once."""
    left, unit = accident.address.strip(), accident.unit
    for place in (unit.parent and unit.parent.parent, unit.parent, unit):
        if place is not None:
            left = left.removeprefix(place.name).lstrip("，,、 ")
    return left


def _enterprise(accident: Accident) -> str:
    sector = "、".join(filter(None, (accident.sector, accident.trade)))
    if not accident.enterprise:
        return f"事故发生单位正在核实，行业（领域）：{sector}。" if sector else "事故发生单位正在核实。"
    code = f"，统一社会信用代码{accident.credit_code}" if accident.credit_code else ""
    return f"{accident.enterprise}{code}{f'，行业（领域）：{sector}' if sector else ''}。"
