"""The sheet of items under supervision and its columns, the same in and out."""

from typing import Any, Final

from anze.register.excel.columns import Heading, Table
from anze.register.excel.roster import columns
from anze.supervision.codes import ANSWERS, ORIGINS
from anze.workbook.write import Sheet

TASKS: Final = Table("task", "督办事项", "督办事项", (
    Heading("uid", "编号", "code", False, 20, 14, "已立项的带着编号，改了就更改（交办以后不能改）；新立项的不填，导入时自动编。", "示例（上传时跳过）"),
    Heading("unit", "交办单位代码", "code", False, 40, 14, "您只在一个安委办的，可以不填。", "441881"),
    Heading("title", "督办事项", "text", True, 80, 36, "一句话，写在督办单上。", "完成液化气瓶专项清查"),
    Heading("text", "办理要求", "text", False, 600, 44, "做到什么程度。", "逐站逐瓶核对，建立台账"),
    Heading("due", "办理期限", "day", True, 0, 12, "今天或者以后。", "2026-12-20"),
    Heading("main", "主办单位代码", "code", False, 40, 14, "交办单位所辖的单位，只有一家。", "441881101"),
    Heading("main_name", "主办单位", "text", False, 80, 20, "写了代码的可以不填；只写名称的，名称不能有重复。", "某某镇"),
    Heading("assists", "协办单位代码", "text", False, 400, 20, "没有不填；几家用顿号隔开，写代码或者名称。"),
    Heading("answering", "责任人", "choice", False, 0, 20, "不填的，是政府、部门主要负责人。", "", ANSWERS),
    Heading("origin", "来源", "choice", False, 0, 14, "不填的，是“其他”；来自会议、巡查、约谈、事故的，在它们各自的页面立项。", "", ORIGINS),
    Heading("document", "来文文号", "text", False, 60, 20, "来自上级文件的要填。"),
    Heading("issuer", "来文单位", "text", False, 80, 18, "来自上级文件的要填。"),
    Heading("issued_on", "来文日期", "day", False, 0, 12, "来自上级文件的要填。"),
    Heading("state", "状态", "text", False, 40, 14, "由系统得出，可以不填：交办、反馈、复核在督办事项的页面办理。"),
    Heading("colour", "三色", "text", False, 20, 8, "只供阅读，导入时不看。"),
    Heading("number", "交办文号", "text", False, 80, 24, "只供阅读，导入时不看。"),
    Heading("parts", "承办情况", "text", False, 32000, 60, "只供阅读，导入时不看。"),
))
TABLES: Final = (TASKS,)
SHEET: Final = TASKS.key


def template() -> list[Sheet]:
    """Return the sheet with nothing but an example row, which is passed over when the file comes back."""
    return [Sheet(TASKS.title, columns(TASKS), [[heading.example for heading in TASKS.headings]], examples=1)]


def task_sheet(rows: list[list[Any]]) -> Sheet:
    """Return rows (in the order of the columns) as a sheet that can be imported again."""
    return Sheet(TASKS.title, columns(TASKS), rows)
