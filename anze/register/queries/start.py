"""How far a new site has come: units, people, duties, reminders. Each can be skipped."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from anze.access.models import Grant
from anze.access.rights import Reach
from anze.people.models import Account, Officer, Tenure, Unit
from anze.record.models import Entry


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the beginning: its key, its name, whether something is there already, and what."""

    key: str
    label: str
    done: bool
    there: str


def is_empty() -> bool:
    """Say whether no unit is on record yet: one query."""
    return not Unit.objects.exists()


def steps(reach: Reach) -> list[Step]:
    """Return the four steps with what has been done of each in reach. Counts only; no name is shown."""
    units, officers = Unit.objects.filter(reach.of_units()).count(), Officer.objects.filter(reach.of_officers()).distinct().count()
    tenures = Tenure.objects.current().filter(reach.of_units("unit")).count()
    lists = Entry.objects.filter(object_type="duty_list", unit__in=Unit.objects.filter(reach.of_units()).values("code")).values("object_id").distinct().count()
    accounts = Account.objects.filter(~Q(email="") | ~Q(robot=""), is_active=True)
    if not reach.everything:
        accounts = accounts.filter(pk__in=Grant.objects.in_force().filter(reach.of_units("unit")).values("account"))
    reached = accounts.count()
    mail = bool(settings.EMAIL_HOST)
    return [Step("units", "机构", units > 1, f"{units} 个单位在册" if units else "还没有单位"),
            Step("people", "人员", tenures > 0, f"{officers} 人、{tenures} 条任期在册" if officers else "还没有人员"),
            Step("duties", "职责", lists > 0, f"{lists} 份职责清单登记过" if lists else "规定的职责已由规则包算出，清单还没有编制"),
            Step("reminders", "提醒", reached > 0, f"{reached} 个账号留了邮箱或消息机器人" + ("" if mail or not reached else "，邮件服务器还没有配置")
                 if reached else "还没有账号留邮箱或消息机器人")]
