"""The codes of dangers and listings with the words that readers see."""

from collections.abc import Mapping
from typing import Final

SOURCES: Final[Mapping[str, str]] = {"patrol": "日常巡查", "inspection": "带队排查", "tour": "安全生产巡查", "public": "群众举报", "enterprise": "企业自查",
                                     "department": "部门执法检查"}
LEVELS: Final[Mapping[str, str]] = {"general": "一般隐患", "major": "重大隐患"}
PUBLICATIONS: Final[Mapping[str, str]] = {"listing": "挂牌", "closing": "销号"}
FINDINGS: Final[Mapping[str, str]] = {"poor": "因推进整改和督办不力", "otherwise": "不属于推进整改和督办不力"}
