"""The scheme that an office begins with where it has none to copy: figures that the system computes, a sample, a report; 100 in all.

What counts how much is the office's own to decide; nothing here is a number of the regulation.
"""

from decimal import Decimal
from typing import Final

from anze.assessments.told import ToldIndicator

_TWENTY: Final = Decimal(20)
BELOW: Final = (  # the figures at the end are what the year's other work yields: letters, supervision, tours
    ToldIndicator(name="生产安全事故控制", weight=Decimal(15), source="figure", figure="accidents.number", rule="each_off", each=Decimal(2)),
    ToldIndicator(name="较大以上事故防控", weight=Decimal(5), source="figure", figure="accidents.grave", rule="all_or_none"),
    ToldIndicator(name="领导干部定期履职", weight=Decimal(15), source="figure", figure="duties.on_time", rule="rate"),
    ToldIndicator(name="挂点联系等常设职责", weight=Decimal(5), source="figure", figure="duties.standing", rule="rate"),
    ToldIndicator(name="事故隐患按期办结", weight=Decimal(10), source="figure", figure="hazards.closed", rule="rate"),
    ToldIndicator(name="履职记录抽样核查", weight=Decimal(10), source="sample", figure="duties.on_time", rule="rate", size=5),
    ToldIndicator(name="安全生产责任体系建设", weight=_TWENTY, source="report", rule="given",
                  asks="制度健全、责任清单完备、宣传教育和应急演练落实，附文件和记录。"),
    ToldIndicator(name="责任书数字目标", weight=Decimal(10), source="figure", figure="letters.kept", rule="rate"),
    ToldIndicator(name="督查督办", weight=Decimal(5), source="figure", figure="supervision.on_time", rule="rate"),
    ToldIndicator(name="巡查问题整改", weight=Decimal(5), source="figure", figure="tours.put_right", rule="rate"),
    ToldIndicator(name="迟报事故", kind="deduction", weight=Decimal(6), source="figure", figure="accidents.late", rule="each", each=Decimal(2)),
    ToldIndicator(name="被约谈", kind="deduction", weight=Decimal(6), source="figure", figure="interviews.number", rule="each", each=Decimal(3)),
    ToldIndicator(name="工作创新", kind="bonus", weight=Decimal(3), source="report", rule="given", asks="经验做法被上级推广的，附文件。"),
)
DEPARTMENTS: Final = (
    ToldIndicator(name="领导干部定期履职", weight=Decimal(40), source="figure", figure="duties.on_time", rule="rate"),
    ToldIndicator(name="安全生产责任清单", weight=_TWENTY, source="figure", figure="duties.standing", rule="rate"),
    ToldIndicator(name="履职记录抽样核查", weight=_TWENTY, source="sample", figure="duties.on_time", rule="rate", size=5),
    ToldIndicator(name="行业领域安全监管", weight=_TWENTY, source="report", rule="given", asks="监管执法、宣传教育、隐患整治的开展情况，附文件和记录。"),
    ToldIndicator(name="被约谈", kind="deduction", weight=Decimal(6), source="figure", figure="interviews.number", rule="each", each=Decimal(3)),
)
STARTING: Final = {"below": BELOW, "departments": DEPARTMENTS}
