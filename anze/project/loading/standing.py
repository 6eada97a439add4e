"""Contact points and departments' duty lists of the demo."""

from datetime import datetime
from typing import Any

from anze.duties.actions.contacts import plain_contact
from anze.duties.models import ContactPoint, SafetyDutyList
from anze.project.loading.journal import FIRST_ENTRY, Row
from anze.project.loading.register import STANDING_ENTERED, City, load_recorded
from anze.record.actions import Change


def load_contacts(city: City, rows: list[Row]) -> None:
    """Enter the contact points."""
    def made(row: Row, end: Any, at: datetime) -> ContactPoint:
        return ContactPoint(officer=city.officer[str(row["officer"])], target=str(row["target"]), unit=city.unit.get(str(row["unit"])),
                            sector=str(row["sector"] or ""), start=row["from"], end=end, recorded_at=at)

    def write(new: ContactPoint, old: ContactPoint | None) -> None:
        city.journal.add(Change(at=new.recorded_at, actor=None, verb="结束挂点" if old else "安排挂点", object_type="contact", object_id=str(new.pk),
                                on_behalf=new.officer.code, unit=new.unit.code if new.unit else "", happened_on=new.end if old else new.start,
                                before=plain_contact(old) if old else None, after=plain_contact(new), note="结束挂点" if old else ""))

    load_recorded(city, ContactPoint, rows, made, write, STANDING_ENTERED, "结束挂点")


def load_duty_lists(city: City, rows: list[Row]) -> None:
    """Enter the departments' lists of safety duties."""
    def made(row: Row, end: Any, at: datetime) -> SafetyDutyList:
        unit = city.unit[str(row["unit"])]
        return SafetyDutyList(unit=unit, start=row["from"], end=end, safety_body=str(row["safety_body"] or ""), document=f"{unit.name}〔2024〕1号"[:120],
                              text="一、贯彻安全生产法律法规和上级部署。\n二、组织本行业领域安全生产检查。\n三、督促隐患整改闭环。", recorded_at=at)

    def write(new: SafetyDutyList, old: SafetyDutyList | None) -> None:
        city.journal.add(Change(at=new.recorded_at, actor=None, verb="登记责任清单", object_type="duty_list", object_id=str(new.pk), unit=new.unit.code,
                                happened_on=new.start, provision="13.p2", before=None,
                                after={"unit": new.unit.code, "start": new.start, "end": new.end, "safety_body": new.safety_body}))

    load_recorded(city, SafetyDutyList, rows, made, write, FIRST_ENTRY, "清单停用")
