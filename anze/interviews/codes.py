"""The codes of interviews with the words that readers see."""

from collections.abc import Mapping
from typing import Final

SUBJECTS: Final[Mapping[str, str]] = {"leaders": "党政领导干部", "department": "部门", "enterprise": "企业"}
ANSWERS: Final[Mapping[str, str]] = {"open": "提请约谈", "join": "并入约谈", "decline": "不予约谈"}
CAME: Final[Mapping[str, str]] = {"in_person": "本人到会", "stand_in": "委托他人到会", "absent": "未到会"}
POINTS: Final[Mapping[str, str]] = {"problem": "指出的问题", "commitment": "作出的承诺"}
ORGANS: Final[Mapping[str, str]] = {"party": "市委", "government": "市政府", "both": "市委、市政府"}
# What somebody ticks, with a reason, to take a verb that something stands against.
ANOTHER: Final = "确实是另一次约谈"
STANDS_NO_MORE: Final = "约谈的情形已不成立"
# Who holds interviews that are recorded afterwards: above the committees that run theirs here.
SUPERIORS: Final[Mapping[str, str]] = {
    "state": "国务院安委会（办公室）", "province": "省委、省政府", "province_committee": "省安委会（办公室）", "city": "市委、市政府",
    "city_committee": "市安委会（约谈时未在系统办理）",
}
