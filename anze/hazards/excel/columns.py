"""The sheet of dangers and its columns, the same in and out."""

from typing import Final

from anze.hazards.codes import LEVELS, SOURCES
from anze.register.excel.columns import Heading, Table

DANGERS: Final = Table("danger", "隐患", "隐患", (
    Heading("uid", "编号", "code", False, 20, 14, "已登记的隐患带着编号，改了就更正；新登记的不填，导入时自动编。", "示例（上传时跳过）"),
    Heading("unit", "所在地代码", "code", False, 40, 14, "镇（街道）、园区或者县（市、区）的单位代码。", "441881101"),
    Heading("unit_name", "所在地", "text", False, 80, 14, "写了代码的可以不填；只写名称的，名称不能有重复。", "某某镇"),
    Heading("level", "等级", "choice", True, 0, 12, "重大隐患导入时立即报县、市安委办，并提请挂牌督办。", "一般隐患", LEVELS),
    Heading("source", "来源", "choice", True, 0, 14, "从下拉列表中选；登记以后不能改。", "企业自查", SOURCES),
    Heading("found_on", "发现日期", "day", True, 0, 12, "登记以后不能改。", "2026-05-01"),
    Heading("place", "具体地点", "text", False, 120, 24, "厂区、车间、路段。", "一号库"),
    Heading("enterprise", "单位编号", "code", False, 20, 14, "生产经营单位名册上的编号；名册里没有的不填，写在具体地点里。"),
    Heading("enterprise_name", "生产经营单位", "text", False, 100, 24, "写了单位编号的可以不填；只写名称的，要和名册上的一致、没有重名。", "某木业厂"),
    Heading("cell", "网格编号", "code", False, 40, 12, "网格的编号。"),
    Heading("text", "隐患", "text", True, 400, 50, "什么隐患、在哪个部位。", "应急灯不亮"),
    Heading("owner", "整改责任单位", "text", False, 80, 24, "不填的，就是所写的生产经营单位。", "某木业厂"),
    Heading("department", "跟进部门代码", "code", False, 40, 14, "跟进整改的部门，写代码。"),
    Heading("deadline", "整改期限", "day", True, 0, 12, "不早于发现日期。", "2026-05-15"),
    Heading("state", "状态", "text", False, 20, 16, "由系统得出，可以不填：整改、复查和办结要在隐患页面办理。"),
))
TABLES: Final = (DANGERS,)
SHEET: Final = DANGERS.key
