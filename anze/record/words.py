"""What readers of the ledger see for the codes that stand in it."""

import re
from collections.abc import Mapping
from typing import Any, Final

OBJECTS: Final[Mapping[str, str]] = {
    "unit": "单位", "officer": "人员", "tenure": "任期", "committee": "安委会", "problem_town": "安全生产问题突出镇", "contact": "挂点联系",
    "duty_list": "职责清单", "act": "履职记录", "evidence": "附件", "problem": "排查问题", "account": "账号", "grant": "授权", "message": "消息",
    "urge": "催办", "acknowledgement": "签收", "calendar": "工作日历", "checkpoint": "检查点", "ledger": "账本", "import": "名册导入", "accident": "事故",
    "accident_import": "事故导入", "danger_import": "隐患导入", "task_import": "督办事项导入",
    "key_work": "年度重点工作清单", "escalation": "逾期上报", "rebuild": "重新推算",
    "paper": "公文", "paper_number": "发文字号", "case_file": "案卷文件", "paper_template": "公文模板", "letterhead": "发文机关",
    "enterprise": "生产经营单位", "enterprise_import": "生产经营单位导入", "kind": "单位类别", "charge": "监管分工", "cell": "网格",
    "cell_holder": "网格责任人", "delegation": "委托执法",
    "interview": "约谈", "interview_answer": "约谈情形的处理", "interview_decision": "约谈决定", "superior_interview": "上级约谈",
    "tour": "安全生产巡查", "superior_tour": "上级巡查",
    "notice": "公告", "retraction": "撤回公布", "year_task": "年度任务", "calendar_feed": "日历订阅", "duty_report": "述职报告",
    "letter": "责任书", "letter_pattern": "责任书范本", "letter_scan": "责任书扫描件",
    "assessment": "年度考核", "data_request": "个人信息请求",
    "vetting": "考察查询",
    "dossier": "履职证据包", "danger": "事故隐患", "listing": "挂牌督办", "patrol": "日常巡查", "supervision": "督办事项",
    "case": "问责案件", "ground": "问责线索", "case_reading": "案件查阅",
}
# A day, or a moment, that stands in an entry as data has it, alone or in a text.
DAY: Final = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-([0-2]\d|3[01])(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:\+08:00)?)?(?![\d-])")
# Keys of what an entry says, as people call them; a key that is not here is shown as it is.
KEYS: Final[Mapping[str, str]] = {
    "name": "名称", "full_name": "全称", "code": "代码", "unit": "单位", "officer": "人员", "post": "职务", "start": "起", "end": "止",
    "date": "日期", "type": "种类", "title": "标题", "bodies": "会议种类", "joint_with": "联合单位", "minutes": "纪要", "place": "地点",
    "visited": "所到单位", "findings": "排查情况", "kind": "文件种类", "number": "文号", "year": "年度", "fund": "专项资金（万元）",
    "fund_before": "上年专项资金（万元）", "revenue_growth": "财政收入增幅", "topics": "议题", "participants": "参加人", "problems": "排查问题",
    "sha256": "文件摘要", "size": "数量（文件为字节数，抽样为件数）",
    "media_type": "文件类型", "level": "层级", "parent": "上级单位", "function": "职能", "position": "次序",
    "role": "角色", "records_for": "代录对象", "accepted": "属实", "state": "状态", "deadline": "期限", "owner": "整改单位", "text": "内容",
    "note": "说明", "reason": "原因", "acting": "主持工作", "party_committee_member": "党委委员", "closed_on": "撤销日",
    "safety_body": "安委会办事机构", "director": "主任", "town": "镇", "sector": "行业领域", "target": "联系对象", "recorded_at": "登记时间",
    "device_time": "设备时间", "withdrawn": "已撤回", "seq": "序号", "digest": "摘要", "entries": "条目", "added": "新增", "changed": "变更",
    "address": "具体地点", "happened_at": "发生时间", "learned_at": "单位负责人接报时间", "enterprise": "事故发生单位", "credit_code": "统一社会信用代码",
    "trade": "细分行业", "nature": "事故类别", "road_or_fire": "道路交通、火灾事故", "deaths": "死亡人数", "serious_injuries": "重伤人数",
    "missing": "失踪人数",
    "loss": "直接经济损失（万元）", "source": "信息来源", "account": "事故经过", "longitude": "经度", "latitude": "纬度", "grade": "等级",
    "to": "报告对象", "made_at": "报告时间", "made_by": "报告单位", "supplementary": "补报", "on": "日期", "until": "结束日期", "days": "日数",
    "tier": "负责调查的政府", "organ": "机关", "document": "文号", "conclusion": "原因、性质和责任认定", "responsible": "负有责任的地区",
    "outside": "责任不在本地区的", "found_on": "认定日期", "found_by": "认定机关", "whose": "责任单位或者人员", "evidence": "证据", "outcome": "落实情况",
    "published_on": "公开日期", "notice_from": "公示起始日", "notice_until": "公示截止日", "notice_place": "公示处", "decided_on": "核销日期",
    "decided_by": "决定机关",
    "industry": "国民经济行业", "enterprise_kind": "单位类别", "risk": "风险等级", "department": "监管部门", "department_reason": "另行指定的原因",
    "cell": "网格", "contact": "联系人", "phone": "电话", "extent": "范围", "person": "姓名", "delegating": "委托机关", "matter": "委托事项",
    "scope": "委托范围", "renews": "续期的原文号",
    "group": "巡查组", "members": "巡查组人员", "round": "轮次", "sides": "巡查对象", "seed": "种子", "population": "总条数", "receipts": "回执号",
    "receipt": "回执号", "lines": "逐条结果", "found": "反馈问题数", "put_right": "已整改数",
    "interviewees": "被约谈人", "rule": "依据", "items": "整改事项", "meets_at": "约谈时间", "committee": "约谈方", "subject": "约谈对象", "answer": "处理",
    "main": "主办单位", "assists": "协办单位", "answering": "责任人", "origin": "来源", "issuer": "来文单位", "issued_on": "来文日期", "officers": "责任人",
    "colour": "颜色",
    "word": "Word 摘要", "pdf": "PDF 摘要", "about": "事项", "purpose": "用途", "sender": "署名", "printed_by": "印发机关", "version": "版本",
    "superior": "上级", "subordinate": "下级", "side": "方", "goals": "责任目标", "way": "要求", "limit": "控制数", "value": "实绩", "pages": "页码",
    "danger": "隐患", "lister": "挂牌单位", "finished_on": "整改完成日期", "finding": "逾期原因的认定",
    "as_of": "数据截止日", "self_due": "自评截止日", "excellent_from": "优秀不低于", "good_from": "良好不低于", "fair_from": "一般不低于", "units": "考核对象",
    "bonus_cap": "加分上限", "deduction_cap": "扣分上限", "copied_from": "沿用的考核方案", "weight": "考核分值", "figure": "考核数据", "each": "每件考核分",
    "asks": "考核评分要求", "samples": "考核样本件数", "numbers": "考核文号", "differences": "考核结果的变化", "body": "审定考核的会议",
    "meeting": "审定考核的会议记录", "reply": "对考核异议的答复",
    "shortcomings": "存在的问题和原因", "plans": "改进措施",
    "persons": "查询对象数",
    "manifest": "清单摘要", "known_at": "截至", "day": "哪一天", "years": "年数", "files": "文件数", "accident": "事故",
    "interview": "约谈", "attendance": "到会情况", "commitments": "作出的承诺", "by": "约谈机关", "accidents": "事故",
}


def said(value: Any) -> str:
    """Return a value of an entry as a reader sees it."""
    if value is None or value == "":
        return "（空）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{KEYS.get(key, key)} {said(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "、".join(said(one) for one in value) or "（空）"
    return DAY.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日{f' {found[4]}' if found[4] else ''}", str(value))
