"""The codes of acts that the law core does not need."""

from collections.abc import Mapping
from typing import Final

PARTS: Final[Mapping[str, str]] = {"chair": "主持（召集）", "lead": "牵头（带队）", "attend": "参加", "author": "本人"}
STEPS: Final[Mapping[str, str]] = {"rectified": "报告整改", "rechecked": "复查", "closed": "办结", "returned": "退回"}
WITHDRAW_MINUTES: Final = 10  # within them an act is withdrawn without a reason
