"""The codes of letters with the words that readers see; the sides are the law's (`anze.law.codes.SIDES`)."""

from collections.abc import Mapping
from typing import Final

GOALS: Final[Mapping[str, str]] = {"number": "数字目标", "task": "工作任务", "veto": "一票否决事项"}
WAYS: Final[Mapping[str, str]] = {"most": "不超过", "least": "不低于"}
PARTIES: Final[Mapping[str, str]] = {"superior": "上级", "subordinate": "下级"}
HOW: Final[Mapping[str, str]] = {"page": "在页面上签", "scan": "纸上签，已扫描归档", "entered": "纸上签，已登记"}
# Who signs for which side.
HEADS: Final[Mapping[str, str]] = {"party": "party_head", "government": "gov_head"}
