"""The kinds of official document that the office issues, and what marks their numbers."""

from collections.abc import Mapping
from typing import Final

KINDS: Final[Mapping[str, str]] = {
    "interview_notice": "约谈通知", "interview_minutes": "约谈纪要", "listing_notice": "挂牌督办通知", "urging_letter": "催办函",
    "bulletin": "安全生产通报", "quick_report": "事故快报", "circular": "情况通报",
    "assessment_scheme": "考核方案", "assessment_draft": "考核初步结果告知书", "assessment_result": "考核结果通报",
    "supervision_slip": "督办单",
    "tour_notice": "安全生产巡查通知", "tour_feedback": "安全生产巡查反馈意见",
    "vetting_statement": "考察情况说明",
}
# What a number of the kind has behind the unit's own word: 清安委办约〔2026〕3号.
MARKS: Final[Mapping[str, str]] = {
    "interview_notice": "约", "interview_minutes": "约纪", "listing_notice": "督", "urging_letter": "函", "bulletin": "通报", "quick_report": "快报",
    "circular": "情", "supervision_slip": "督办", "tour_notice": "巡", "tour_feedback": "巡馈",
    "assessment_scheme": "考核", "assessment_draft": "考告", "assessment_result": "考通",
    "vetting_statement": "考察",
}
# Of which nobody hears but those who see the case: they stand in no register of others, and no office's template is used for them.
CLOSED: Final = frozenset({"vetting_statement"})
OPEN_KINDS: Final[Mapping[str, str]] = {kind: label for kind, label in KINDS.items() if kind not in CLOSED}
