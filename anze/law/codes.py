"""The codes that packs and case files are written in, each with the Chinese that a reader sees."""

from collections.abc import Mapping
from typing import Final

POSTS: Final[Mapping[str, str]] = {
    "party_head": "党委主要负责人",
    "gov_head": "政府主要负责人",
    "party_standing": "党委常委会其他成员",
    "gov_executive_deputy": "政府常务副职（分管安全生产）",
    "gov_deputy": "政府其他领导干部",
    "safety_deputy": "乡镇分管安全生产的副职",
    "other_leader": "乡镇党委和政府其他领导干部",
    "dept_head": "部门主要负责人",
    "dept_safety_deputy": "部门分管安全生产工作负责人",
    "dept_deputy": "部门班子其他成员",
}

LEVELS: Final[Mapping[str, str]] = {
    "city": "市",
    "county": "县（市、区）",
    "town": "乡镇",
    "subdistrict": "街道",
    "zone": "高新区、开发区",
    "department": "部门",
}

FUNCTIONS: Final[Mapping[str, str]] = {
    "regulator": "负有安全生产监管职责的部门",
    "industry": "其他行业（领域）主管部门",
    "other": "其他工作部门",
}

BODIES: Final[Mapping[str, str]] = {
    "standing_committee": "党委常委会会议",
    "executive_meeting": "政府常务会议",
    "party_committee": "乡镇党委会议",
    "leadership_meeting": "乡镇领导班子会议",
    "dept_safety_meeting": "部门安全生产工作会议",
    "dept_study": "部门组织研究安全生产工作",
    "dept_topic_meeting": "部门安全生产专题会议",
}

DOCUMENTS: Final[Mapping[str, str]] = {
    "task_list": "年度安全生产重点工作责任清单",
    "task_list_check": "责任清单检查考核",
    "situation_analysis": "安全生产形势分析",
    "duty_report": "述职报告（含安全生产履职情况）",
}

TOPICS: Final[Mapping[str, str]] = {"work_safety": "安全生产"}
ROLES: Final[Mapping[str, str]] = {"lead": "牵头（带队）", "attend": "参加"}
PERIODS: Final[Mapping[str, str]] = {"month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年"}
GROWTH: Final[Mapping[str, str]] = {"not_below_revenue": "专项资金增幅不低于财政收入增幅"}

# Fields of an accident that a window may compare ("相同性质").
ACCIDENT_FIELDS: Final[Mapping[str, str]] = {"nature": "事故类别", "sector": "行业", "unit": "发生地"}

ASSESSMENT_GRADES: Final[Mapping[str, str]] = {
    "excellent": "优秀", "good": "良好", "fair": "一般", "poor": "较差",
}

SIDES: Final[Mapping[str, str]] = {"party": "党委", "government": "政府"}
SINGLE_HOLDER_POSTS: Final = frozenset({"party_head", "gov_head", "gov_executive_deputy", "dept_head"})
ZONE_LEVELS: Final[Mapping[str, str]] = {"county": "参照县（市、区）", "town": "参照乡镇"}
ACT_TYPES: Final[Mapping[str, str]] = {"meeting": "会议", "inspection": "排查检查", "document": "文件", "budget": "预算"}
TARGETS: Final[Mapping[str, str]] = {"county": "县（市、区）", "town": "安全生产问题突出镇", "sector": "行业及部门"}
ASSESSMENT_STEPS: Final[Mapping[str, str]] = {
    "scheme": "考核方案", "self_assessment": "自评", "scoring": "评分", "draft": "初步结果", "standing_committee": "党委常委会会议审定",
    "executive_meeting": "政府常务会议审定", "confirmed": "确认", "published": "公布",
}
APPROVALS: Final = ("standing_committee", "executive_meeting")  # the steps that stand for `approval` in a pack's order
STATUSES: Final[Mapping[str, str]] = {
    "met": "完成", "backfilled": "补录", "pending": "未到期", "missed": "逾期未完成",
    "in_place": "已落实", "lacking": "未落实", "invalid": "不合要求", "late": "迟于期限",
}
