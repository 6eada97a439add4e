"""The pattern to begin with where there is none of last year: what letters usually say.

Every word may be changed; the numbers are the office's.
"""

from decimal import Decimal
from typing import Final

from anze.duties.figures import figures
from anze.letters.told import Wanted

TEXT: Final = ("乙方应当严格执行安全生产法律法规和党政领导干部安全生产责任制规定，坚持党政同责、一岗双责、齐抓共管、失职追责，"
               "管行业必须管安全、管业务必须管安全、管生产经营必须管安全。甲方按年度组织考核，考核结果按规定运用。")
# Figures that letters are usually held to, where the site counts them: the goal's words, its way, its limit where it goes without saying.
COUNTED: Final = (("accidents.deaths", "生产安全事故死亡人数", "most", None), ("accidents.grave", "较大以上生产安全事故起数", "most", Decimal(0)),
                  ("hazards.closed", "到期事故隐患办结率", "least", Decimal(100)), ("hazards.overdue", "挂牌督办逾期项数", "most", Decimal(0)))
OWN: Final = {
    "party": (Wanted(kind="task", text="党委常委会会议定期研究安全生产，主要负责人带队检查，把安全生产纳入党委议事日程和考核。"),
              Wanted(kind="task", text="加强安全生产监管队伍和基层力量建设，支持有关部门依法履职。"),
              Wanted(kind="task", text="组织开展安全生产宣传教育，支持人大、政协、群团组织和舆论监督。")),
    "government": (Wanted(kind="task", text="政府常务会议定期研究安全生产，制定并落实领导干部年度安全生产重点工作责任清单。"),
                   Wanted(kind="task", text="安排安全生产专项资金，推进隐患排查治理和重点行业专项整治。"),
                   Wanted(kind="task", text="健全应急预案和应急救援队伍，事故发生后及时、如实报告并组织救援。")),
}
VETOES: Final = (Wanted(kind="veto", text="发生重大以上生产安全责任事故，或者达到规定的“一票否决”情形。"),
                 Wanted(kind="veto", text="迟报、漏报、谎报、瞒报生产安全事故，经查实的。"))


def usual(side: str) -> list[Wanted]:
    """Return the goals to begin with for a side."""
    known = {one.name: one for one in figures()}
    counted = [Wanted(kind="number", text=text, figure=name, way=way, limit=limit, word="%" if way == "least" else known[name].word)
               for name, text, way, limit in COUNTED if name in known]
    free = [] if counted else [Wanted(kind="number", text="生产安全事故死亡人数", way="most", word="人")]
    return [*counted, *free, *OWN[side], *VETOES]
