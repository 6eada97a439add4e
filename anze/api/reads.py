"""What the API reads: the permissions it asks for, and nothing beyond them. A token may be narrowed to some of these."""

from collections.abc import Mapping
from typing import Final

READS: Final[Mapping[str, str]] = {
    "register.view": "名册：单位、领导干部、任期", "act.view": "履职记录", "board.view": "任务看板和规则的结论", "accident.view": "事故",
    "hazard.view": "隐患和挂牌督办", "interview.view": "约谈", "ledger.verify": "账本末条和检查点",
}
# What no endpoint says anything of, whoever asks: it is read on its page, where each reading leaves its entry.
NEVER: Final = ("问责案件", "考察", "个人信息请求", "履职证据包", "问责线索、一票否决、限制期", "账号和授权", "安全日志")
