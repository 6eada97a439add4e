"""The sheet of accidents and its columns, as the register goes out: titles are those of `queries.lists.COLUMNS` (a test keeps them so)."""

from typing import Final

from anze.accidents.codes import SECTORS, SOURCES, TRADES
from anze.law.national.grades import GRADES, grade_label
from anze.register.excel.columns import Heading, Table

COUNTING: Final = "计入统计"
ACCIDENTS: Final = Table("accident", "事故", "事故", (
    Heading("number", "台账编号", "code", False, 20, 14, "已登记的事故带着编号，改了就更正；新登记的不填，导入时自动编。", "示例（上传时跳过）"),
    Heading("unit", "单位编码", "code", False, 40, 14, "发生地的单位代码：县（市、区）、乡镇（街道）或者园区。", "441881101"),
    Heading("unit_name", "发生地", "text", False, 80, 16, "写了编码的可以不填；只写名称的，名称不能有重复。", "某某镇"),
    Heading("address", "具体地点", "text", False, 200, 30, "厂区、路段、门牌。", "某某工业园三号厂房"),
    Heading("happened_at", "发生时间", "moment", True, 0, 18, "年月日和时分，如 2026-05-01 09:30；确实不清楚几时的写 00:00。", "2026-05-01 09:30"),
    Heading("learned_at", "单位负责人接报时间", "moment", False, 0, 18, "报告时限从这时起算；不清楚的不填，按发生时间起算。"),
    Heading("enterprise", "事故发生单位", "text", False, 120, 28, "单位全称。", "某建材厂"),
    Heading("credit_code", "统一社会信用代码", "code", False, 18, 22, "18 位；不清楚的不填。"),
    Heading("sector", "行业（领域）", "choice", True, 0, 12, "从下拉列表中选。", "工矿商贸", {name: name for name in SECTORS}),
    Heading("trade", "细分行业", "choice", False, 0, 14, "只有工矿商贸填；从下拉列表中选。", "建材", {name: name for name in TRADES}),
    Heading("nature", "事故类别", "text", True, 40, 16, "按发生当日施行的分类标准写类别名称；2026 年 7 月 1 日起分类有变。", "高处坠落"),
    Heading("road_or_fire", "道路交通或火灾", "mark", False, 0, 10, "道路交通事故、火灾事故填“是”：伤亡补报期不同。", "否"),
    Heading("deaths", "死亡", "number", False, 0, 8, "人数；没有的写 0 或者不填。", "1"),
    Heading("serious_injuries", "重伤", "number", False, 0, 8, "人数，含急性工业中毒。", "0"),
    Heading("missing", "失踪", "number", False, 0, 8, "下落不明的人数，查明前不计入等级。", "0"),
    Heading("loss", "直接经济损失（万元）", "sum", False, 0, 14, "单位是万元，最多两位小数；还在核实的不填，没有损失的写 0。", "90"),
    Heading("source", "信息来源", "choice", False, 0, 18, "从下拉列表中选；不填按“事故发生单位报告”。", "事故发生单位报告", SOURCES),
    Heading("account", "事故经过", "text", False, 5000, 40, "已经查明的经过，5000 字以内。"),
    Heading("grade", "等级", "choice", False, 0, 12, "由系统按伤亡和损失算出，可以不填；填了的会核对，不一致的指出。", "",
            {grade: grade_label(grade) for grade in GRADES}),
    Heading("state", "状态", "text", False, 20, 12, "由系统得出，可以不填：核销和撤销登记要在事故页面办理。"),
    Heading("recorded_at", "登记时间", "moment", False, 0, 18, "由系统记下，新登记的不填：补登历史事故的，登记时间是导入的时候。"),
))
TABLES: Final = (ACCIDENTS,)
WORDS: Final = ("address", "enterprise")       # texts that a row states
NUMBERS: Final = ("deaths", "serious_injuries", "missing", "loss")
