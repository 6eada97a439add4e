"""The sheet of production units and its columns, the same in and out."""

from typing import Final

from anze.enterprises.codes import RISKS, STATES
from anze.register.excel.columns import Heading, Table

ENTERPRISES: Final = Table("enterprise", "生产经营单位", "单位", (
    Heading("code", "编号", "code", False, 20, 12, "已登记的单位带着编号；新的不填，导入时自动编。"),
    Heading("name", "单位名称", "text", True, 100, 30, "按营业执照写全称。", "示例：甲木业厂（示例行，上传时自动跳过）"),
    Heading("credit_code", "统一社会信用代码", "code", False, 18, 22, "18 位，会核对校验位；没有的不填。"),
    Heading("unit", "所在地代码", "code", False, 40, 14, "所在镇、街道或者园区的代码。", "441881101"),
    Heading("unit_name", "所在地", "text", False, 80, 16, "写了代码的可以不填；只写名称的，名称不能有重复。", "某某镇"),
    Heading("address", "地址", "text", False, 200, 30, "门牌或者村组。", "某某村工业路 1 号"),
    Heading("kind", "类别", "text", False, 40, 14, "从下拉列表中选；监管部门按它和所在地得出。", "工贸"),
    Heading("sector", "行业", "text", False, 40, 12, "不填按类别预填。", "工贸"),
    Heading("industry", "国民经济行业", "text", False, 60, 24, "小类代码和名称。", "C2110 木质家具制造"),
    Heading("risk", "风险等级", "choice", False, 0, 16, "从下拉列表中选；没有评定的不填。", "黄（一般风险）", RISKS),
    Heading("cell", "网格编号", "code", False, 40, 14, "“网格”页上的编号。"),
    Heading("department", "另行指定的监管部门", "text", False, 80, 20, "不按监管分工表来的才填，写部门代码或者全称。"),
    Heading("department_reason", "另行指定的原因", "text", False, 200, 20, "填了上一格的要写。"),
    Heading("contact", "联系人", "text", False, 40, 10, "个人信息：只有安委办和监管部门看得到。", "张某"),
    Heading("phone", "联系电话", "text", False, 20, 14, "手机号，或者区号加号码。", "13800000000"),
    Heading("state", "状态", "choice", False, 0, 8, "不填按“在营”。", "在营", STATES),
    Heading("start", "起始日期", "day", False, 0, 12, "以上情况从哪一天起；新单位不填按今天。从某天起变了的写那一天，不改这一格的按更正办。", "2026-05-01"),
    Heading("supervisor", "监管部门", "text", False, 0, 24, "只供查看：由监管分工表得出。"),
))
TABLES: Final = (ENTERPRISES,)
# What a row states, and comes back unchanged; the other columns name the place or are for reading only.
PLAIN: Final = ("name", "credit_code", "address", "sector", "industry", "risk", "department_reason", "contact", "phone", "state")
