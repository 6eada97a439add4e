"""The verbs of requests about personal data, for the drill: what each is done to, and how it is done."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from anze.accounts.actions.accounts import change_account
from anze.acts.evidence.examine import examined
from anze.people.moment import SHANGHAI
from anze.privacy.actions import carrying, deciding, filing
from anze.privacy.actions.filing import Asked
from anze.privacy.models import DataRequest
from anze.privacy.queries.about import corrections
from anze.register.actions import rename_officer
from tests.cast import Cast
from tests.hostile.office import pdf

NOW: Final = datetime(2026, 6, 20, 15, tzinfo=SHANGHAI)


def _correction(city: Cast) -> DataRequest:
    return filing.file(city.account["甲"], NOW, Asked("correct", about="姓名", wanted="甲莫", reason="写错了"))


def _erasure(city: Cast) -> DataRequest:
    account = city.account["甲"]
    change_account(account, NOW, account, email="jia@example.invalid")
    change_account(account, NOW, account, large_type=True)
    return filing.file(account, NOW, Asked("erase", data=("email",), reason="不用了"))


def _corrected(city: Cast) -> DataRequest:
    made = _correction(city)
    deciding.grant(city.account["市安委办主任"], NOW, made)
    rename_officer(city.account["英德安委办"], NOW, city.officer["甲某"], name="甲莫", reason="写错了")
    return made


def _granted(city: Cast) -> DataRequest:
    made = _erasure(city)
    deciding.decide_items(city.account["市安委办主任"], NOW, made, {1: "granted:consent"})
    return made


PRIVACY: Final[Mapping[str, tuple[Callable[[Cast], Any], Callable[[Cast, Any], object]]]] = {
    "file a data request": (lambda city: None, lambda city, _: filing.file(city.account["甲"], NOW, Asked(
        "correct", about="姓名", wanted="甲莫", reason="写错了", files=[examined("任免.pdf", len(pdf()), iter([pdf()]))]))),
    "take a copy of one's data": (lambda city: None, lambda city, _: filing.copy(city.account["甲"], NOW)),
    "withdraw a data request": (_correction, lambda city, one: filing.withdraw(city.account["甲"], NOW, one)),
    "grant a correction": (_correction, lambda city, one: deciding.grant(city.account["市安委办主任"], NOW, one)),
    "refuse a correction": (_correction, lambda city, one: deciding.refuse(city.account["市安委办主任"], NOW, one, ground="accurate", note="核对过")),
    "decide on an erasure": (_erasure, lambda city, one: deciding.decide_items(city.account["市安委办主任"], NOW, one, {1: "granted:consent"})),
    "carry out a correction": (_corrected, lambda city, one: carrying.corrected(city.account["英德安委办"], NOW, one, entry=corrections(one, NOW)[0].seq)),
    "carry out an erasure": (_granted, lambda city, one: carrying.erased(city.account["英德安委办"], NOW, one)),
}
