"""Words of requests about personal data: what may be asked, what may be erased and what the law keeps, on which grounds, with which remedy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

OBJECT: Final = "data_request"  # what the ledger calls it
EVIDENCE: Final = "佐证"

KINDS: Final[Mapping[str, str]] = {"access": "查阅、复制", "correct": "更正、补充", "erase": "删除"}
ACTS: Final[Mapping[str, str]] = {"access": "第四十五条", "correct": "第四十六条", "erase": "第四十七条"}  # of the 个人信息保护法


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is erased or refused, and the law it rests on."""

    label: str
    source: str


# Why something is erased (个人信息保护法第四十七条第一款).
GROUNDS: Final[Mapping[str, Reason]] = {
    "needless": Reason("处理目的已实现、无法实现或者不再必要", "《个人信息保护法》第四十七条第一款第（一）项"),
    "consent": Reason("本人撤回同意", "《个人信息保护法》第四十七条第一款第（三）项"),
    "unlawful": Reason("不该处理的：误录了与履职无关的内容，或者违反法律法规处理", "《个人信息保护法》第四十七条第一款第（四）项"),
}
REFUSALS: Final[Mapping[str, Reason]] = {
    "liability": Reason("履职和任免的记录是认定责任、也是证明尽职免责的依据，不论是否调离、提拔、退休都要保存",
                        "本规定第三十一条、《个人信息保护法》第十三条第一款第（三）项"),
    "retention": Reason("法律、行政法规规定的保存期限没有届满，应当归档的材料依照《档案法》保存", "《个人信息保护法》第四十七条第二款"),
    "log": Reason("网络日志依照《网络安全法》留存不少于六个月", "《个人信息保护法》第四十七条第二款"),
    "accurate": Reason("经核实，原来的登记是准确、完整的", "《个人信息保护法》第四十六条第二款"),
    "unproven": Reason("没有提供可以核实的材料", "《个人信息保护法》第四十六条第二款"),
}
REMEDY: Final = ("不服的，可以向履行个人信息保护职责的部门（网信部门）投诉、举报（《个人信息保护法》第六十五条），"
                 "也可以依法向人民法院提起诉讼（第五十条第二款）。")


@dataclass(frozen=True, slots=True)
class Datum:
    """Something that may be asked to be erased: what it is called, the grounds on which it may be, why it is refused otherwise; `kept` by law."""

    label: str
    grounds: tuple[str, ...]
    refusals: tuple[str, ...]
    kept: bool = False


DATA: Final[Mapping[str, Datum]] = {
    "email": Datum("账号上的邮箱，和账本里写有它的内容", ("consent", "needless", "unlawful"), ("retention",)),
    "robot": Datum("账号上的消息机器人地址", ("consent", "needless", "unlawful"), ("retention",)),
    "entry": Datum("账本中某几条的内容", ("unlawful", "needless"), ("liability", "retention")),
    "register": Datum("姓名、任期、任免", (), ("liability", "retention"), kept=True),
    "acts": Datum("履职记录、约谈、责任书和其他办理记录", (), ("liability", "retention"), kept=True),
    "log": Datum("安全日志", (), ("log", "retention"), kept=True),
}
# What the ledger says about these belongs to the record of duties: erased only where it should never have been written down.
DUTY_TYPES: Final = frozenset({"act", "evidence", "problem", "tenure", "officer", "committee", "accident", "interview", "letter", "letter_scan", "duty_report",
                               "supervision", "tour", "danger", "listing", "patrol", "assessment", "contact", "duty_list"})
# Of these the register itself is made (姓名、任期、任免): without a free word beside them there is nothing in them that could be out of place.
REGISTER_TYPES: Final = frozenset({"officer", "tenure", "committee"})
OUTCOMES: Final[Mapping[str, str]] = {"granted": "删除", "refused": "不予删除"}
