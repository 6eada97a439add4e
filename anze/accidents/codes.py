"""The codes of accidents that only the register of accidents has, each with the Chinese that a reader sees."""

from collections.abc import Mapping
from typing import Final

# 行业（领域）. The first is the one that a pack names (第二十一条第二款（三）); a test keeps every sector of a pack in this list.
SECTORS: Final = ("工矿商贸", "道路运输", "水上交通", "铁路交通", "民航飞行", "农业机械", "渔业船舶", "其他")
TRADES: Final = ("煤矿", "金属非金属矿山", "石油和天然气", "化工", "烟花爆竹", "冶金", "有色", "建材", "机械", "轻工", "纺织", "烟草", "商贸",
                 "建筑业", "电力", "其他")  # 工矿商贸的细分行业
SOURCES: Final[Mapping[str, str]] = {
    "enterprise": "事故发生单位报告", "department": "有关部门报告", "town": "乡镇（街道）报告", "dispatch": "110、119、120接警", "hotline": "12350等举报",
    "media": "媒体、网络", "superior": "上级交办", "other": "其他来源",
}
# To whom a report of the chain goes (第九至十一条): the words of `anze.law.facts.Report.to`.
TIERS: Final[Mapping[str, str]] = {"county": "县级", "city": "市级", "province": "省级", "state": "国务院部门"}
INVESTIGATORS: Final[Mapping[str, str]] = {"county": "县级人民政府", "city": "设区的市级人民政府", "province": "省级人民政府",
                                           "state": "国务院或者国务院授权的有关部门"}
STEPS: Final[Mapping[str, str]] = {"opened": "成立事故调查组", "extended": "批准延长调查期限", "appraisal": "技术鉴定", "submitted": "提交事故调查报告",
                                   "reply_extended": "批准延长批复时间"}
FALSE_REPORTS: Final[Mapping[str, str]] = {"omitted": "漏报", "falsified": "谎报", "concealed": "瞒报"}
OUTCOMES: Final[Mapping[str, str]] = {"done": "已落实", "partly": "部分落实", "not_done": "未落实"}
