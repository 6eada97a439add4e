"""The codes of cases with the words that readers see."""

from collections.abc import Mapping
from typing import Final

from anze.law.national.authority import MANAGERS

# Who handles a case (第三十三条).
ORGANS: Final[Mapping[str, str]] = {"discipline": "纪检监察机关", "organisation": "组织人事部门", "safety": "安全生产监管部门"}
ROLES: Final[Mapping[str, str]] = {"handler": "承办人", "approver": "审批人", "reviewer": "审核人"}
DECIDERS: Final = ("approver", "reviewer")
# Who manages a cadre: by it and by the measure follows which body may act (第三十三条).
MANAGED: Final[Mapping[str, str]] = MANAGERS
# How far somebody answers (领导责任的区分).
SHARES: Final[Mapping[str, str]] = {"direct": "直接责任", "main": "主要领导责任", "important": "重要领导责任", "open": "待认定"}
# Which way a circumstance weighs (第二十八、二十九条).
EFFECTS: Final[Mapping[str, str]] = {"aggravating": "从重", "mitigating": "从轻、减轻"}
# What evidence leads to.
EVIDENCE: Final[Mapping[str, str]] = {"act": "履职记录", "matter": "在案的事项", "file": "案卷里的文件", "other": "其他证据"}
SERVED: Final[Mapping[str, str]] = {"notice": "告知书", "decision": "问责决定", "outcome": "复核、申诉结果", "lifting": "解除决定"}
WAYS: Final[Mapping[str, str]] = {"direct": "直接送达", "entrusted": "委托送达", "left": "留置送达", "post": "邮寄送达"}
REVIEWS: Final = ("re_examination", "reconsideration")  # 复审、复核; the other routes are appeals
OUTCOMES: Final[Mapping[str, str]] = {"uphold": "维持", "alter": "变更", "revoke": "撤销"}
DECISIONS: Final[Mapping[str, str]] = {"measures": "予以问责", "none": "不予追究"}
# What was read: nothing more stands in the record of readings that leaves the case.
READ: Final[Mapping[str, str]] = {"case": "案件", "person": "有关人员的办理", "form": "办理页面", "readings": "查阅记录", "paper": "文书", "file": "案卷文件",
                                  "own": "送达本人的文书"}
