"""Who may do what, on which part of the tree: the one table. What does not stand here nobody may do."""

from collections.abc import Mapping
from typing import Final

OFFICE, OFFICE_HEAD, LEADER, SECRETARY, LIAISON = "office", "office_head", "leader", "secretary", "liaison"
DISCIPLINE, ORGANISATION, AUDITOR = "discipline", "organisation", "auditor"
SYSTEM, SECURITY, AUDIT = "system_admin", "security_admin", "audit_admin"

READERS: Final[dict[str, str]] = {OFFICE: "tree", OFFICE_HEAD: "tree", LEADER: "tree", LIAISON: "unit", DISCIPLINE: "tree", ORGANISATION: "tree",
                                 AUDITOR: "tree"}

# permission → role → on which part: own (about oneself), named (the leaders one records for), unit, tree (the unit and all below), all.
PERMISSIONS: Final[Mapping[str, Mapping[str, str]]] = {
    # the register
    "register.view": READERS | {SECRETARY: "named"},
    "register.change": {OFFICE: "tree"},
    "register.import": {OFFICE: "tree"},
    "register.found": {OFFICE: "tree", SYSTEM: "all"},  # the first units of an empty register, before anybody can be given one
    # what was done
    "act.view": READERS | {SECRETARY: "named"},
    "act.record": {OFFICE: "unit", LEADER: "own", SECRETARY: "named", LIAISON: "unit"},
    "act.withdraw": {OFFICE: "unit", LEADER: "own", SECRETARY: "named", LIAISON: "unit"},
    "act.confirm": {LEADER: "own"},
    "problem.follow": {OFFICE: "tree", LEADER: "own", SECRETARY: "named", LIAISON: "unit"},
    # duties
    "duty.own": {LEADER: "own", SECRETARY: "named"},
    "board.view": READERS | {SECRETARY: "named"},
    "contact.change": {OFFICE: "tree"},
    "duty_list.change": {OFFICE: "tree", LIAISON: "unit"},
    "duty_list.acknowledge": {LEADER: "own"},
    "urge.send": {OFFICE: "tree"},
    "calendar.change": {OFFICE: "tree"},  # of the whole tree: one calendar serves everybody
    # the year: its calendar, the tasks of the committee office
    "year.view": READERS | {SECRETARY: "named"},
    "year_task.view": {OFFICE: "tree", OFFICE_HEAD: "tree", LEADER: "tree", AUDITOR: "tree"},
    "year_task.change": {OFFICE: "unit"},
    # reports of duties (述职): written by the leader and whoever records for him, signed by himself alone
    "report.write": {LEADER: "own", SECRETARY: "named"},
    "report.sign": {LEADER: "own"},
    "report.view": {OFFICE: "tree", OFFICE_HEAD: "tree", DISCIPLINE: "tree", ORGANISATION: "tree", AUDITOR: "tree"},
    # accidents: entered, and what is done with them afterwards
    "accident.view": READERS,
    "accident.record": {OFFICE: "tree"},
    "accident.change": {OFFICE: "tree"},
    # official documents
    "paper.view": READERS,
    "paper.issue": {OFFICE: "tree"},
    "template.change": {OFFICE: "unit"},
    # interviews (第二十一条): who proposes never decides
    "interview.view": READERS | {SECRETARY: "named"},
    "interview.propose": {OFFICE: "tree"},
    "interview.decide": {OFFICE_HEAD: "unit"},
    "interview.run": {OFFICE: "tree"},
    "interview.report": {OFFICE: "tree", LIAISON: "unit"},  # what the unit interviewed has put right
    # production units, who supervises them, grids, delegated enforcement; `enterprise.contact`: the names and phones of contacts
    "enterprise.view": READERS,
    "enterprise.change": {OFFICE: "tree", LIAISON: "unit"},
    "enterprise.contact": {OFFICE: "tree", LIAISON: "unit"},
    # dangers, listings, patrols; `hazard.list`: listing and extensions are decided by another person than the proposer
    "hazard.view": READERS,
    "hazard.change": {OFFICE: "tree", LIAISON: "unit"},
    "hazard.list": {OFFICE: "unit", OFFICE_HEAD: "unit"},
    # tours (第十八条): the group checks; whoever proposes the feedback never decides on it
    "tour.view": READERS,
    "tour.run": {OFFICE: "tree"},
    "tour.check": {OFFICE: "tree", OFFICE_HEAD: "unit", LEADER: "own", LIAISON: "unit"},
    "tour.decide": {OFFICE_HEAD: "unit"},
    "tour.report": {OFFICE: "tree", LIAISON: "unit"},  # what the unit visited has put right
    # supervision (第十七条): extensions and reports are decided on by another than whoever asked or reported
    "supervision.view": READERS | {SECRETARY: "named"},
    "supervision.assign": {OFFICE: "tree"},
    "supervision.decide": {OFFICE: "unit", OFFICE_HEAD: "unit"},
    "supervision.report": {OFFICE: "tree", LEADER: "own", SECRETARY: "named", LIAISON: "unit"},
    # the yearly assessment (第二十条): who draws the result up never confirms it
    "assessment.view": READERS,
    "assessment.run": {OFFICE: "unit"},
    "assessment.decide": {OFFICE_HEAD: "unit"},
    "assessment.report": {OFFICE: "unit", LIAISON: "unit"},  # what a unit assessed says of itself
    # letters of responsibility (第十九条): issued by the superior's office, filed by either side's, signed by the heads themselves
    "letter.view": {role: scope for role, scope in READERS.items() if role != LIAISON},
    "letter.issue": {OFFICE: "unit"},
    "letter.file": {OFFICE: "unit"},
    "letter.sign": {LEADER: "own"},
    # publication (第二十四条): prepared by the office, published and taken back by its head
    "publication.view": {OFFICE: "unit", OFFICE_HEAD: "unit", AUDITOR: "tree"},
    "publication.prepare": {OFFICE: "unit", OFFICE_HEAD: "unit"},
    "publication.decide": {OFFICE_HEAD: "unit"},
    # evidence packs (第三十条): of those within reach, and by anybody of himself
    "dossier.make": {DISCIPLINE: "tree", LEADER: "own"},
    # accountability (第二十五至三十三条): grounds are proposals; of a case only those on it know, whatever their role
    "ground.view": {DISCIPLINE: "tree"},
    "case.open": {DISCIPLINE: "tree"},
    "case.handle": {DISCIPLINE: "tree", ORGANISATION: "tree", OFFICE_HEAD: "unit"},
    "case.answer": {LEADER: "own"},  # the person concerned: statement, receipt, review and appeal
    "case.readings": {AUDIT: "all"},  # who read which case: its number and the readers, nothing else
    # one-vote vetoes (第二十七条): of leading groups, and of persons
    "veto.view": {OFFICE: "tree", OFFICE_HEAD: "tree", DISCIPLINE: "tree", ORGANISATION: "tree", AUDITOR: "tree"},
    "ban.view": {DISCIPLINE: "tree", ORGANISATION: "tree"},
    # vetting (第二十三条): by the organisation department; whom it is about sees who asked and when
    "vetting.run": {ORGANISATION: "tree"},
    "vetting.own": {LEADER: "own"},
    # what a person asks about the data kept of him (个人信息保护法): filed by himself, decided by the head of the office
    "data_request.file": {LEADER: "own"},
    "data_request.view": {OFFICE: "tree", OFFICE_HEAD: "tree"},
    "data_request.decide": {OFFICE_HEAD: "tree"},
    # the ledger
    "ledger.view": {DISCIPLINE: "tree", AUDITOR: "tree"},
    "ledger.verify": {AUDITOR: "all", AUDIT: "all"},
    # three administrators: 系统管理员 creates accounts, 安全管理员 grants, 审计管理员 reads logs
    "account.create": {SYSTEM: "all"},
    "grant.give": {SECURITY: "all"},
    "log.view": {AUDIT: "all"},
    "system.watch": {SYSTEM: "all"},
    # whoever is signed in
    "signed_in": dict.fromkeys((OFFICE, OFFICE_HEAD, LEADER, SECRETARY, LIAISON, DISCIPLINE, ORGANISATION, AUDITOR, SYSTEM, SECURITY, AUDIT), "own"),
}
LABELS: Final[Mapping[str, str]] = {
    "register.view": "查看名册", "register.change": "修改名册", "register.import": "导入名册", "register.found": "建立名册",
    "act.view": "查看履职记录", "act.record": "登记履职", "act.withdraw": "撤回履职记录", "act.confirm": "确认代录", "problem.follow": "跟进问题整改",
    "duty.own": "本人的职责", "board.view": "查看任务看板", "contact.change": "安排挂点联系", "duty_list.change": "编制职责清单",
    "duty_list.acknowledge": "签收职责清单", "urge.send": "催办", "calendar.change": "维护工作日历",
    "year.view": "查看年历", "year_task.view": "查看年度任务", "year_task.change": "安排年度任务",
    "report.write": "起草述职报告", "report.sign": "签署述职报告", "report.view": "查看述职报告",
    "accident.view": "查看事故", "accident.record": "登记事故", "accident.change": "更新和更正事故",
    "paper.view": "查看公文", "paper.issue": "印发公文", "template.change": "更换公文模板",
    "interview.view": "查看约谈", "interview.propose": "提请约谈", "interview.decide": "审批约谈", "interview.run": "组织约谈",
    "interview.report": "报送约谈整改",
    "enterprise.view": "查看生产经营单位和网格", "enterprise.change": "登记生产经营单位和网格", "enterprise.contact": "查看联系人电话",
    "hazard.view": "查看隐患和挂牌督办", "hazard.change": "登记和跟进隐患", "hazard.list": "审批挂牌和延期",
    "tour.view": "查看安全生产巡查", "tour.run": "安排和组织巡查", "tour.check": "参加巡查组", "tour.decide": "审定巡查反馈意见", "tour.report": "报送巡查整改",
    "supervision.view": "查看督办事项", "supervision.assign": "立项、交办和复核督办事项", "supervision.decide": "审批督办延期",
    "supervision.report": "签收和反馈督办事项",
    "assessment.view": "查看年度考核", "assessment.run": "组织年度考核", "assessment.decide": "确认考核结果", "assessment.report": "提交考核自评",
    "letter.view": "查看责任书", "letter.issue": "编制和生成责任书", "letter.file": "归档责任书扫描件", "letter.sign": "签责任书",
    "publication.view": "查看公布事项", "publication.prepare": "起草公告", "publication.decide": "公布和撤回",
    "dossier.make": "生成履职证据包",
    "ground.view": "查看问责线索", "case.open": "提请和批准立案", "case.handle": "办理问责案件", "case.answer": "对涉及本人的案件陈述和申诉",
    "case.readings": "查看案件查阅记录", "veto.view": "查看一票否决", "ban.view": "查看个人的限制期",
    "vetting.run": "考察", "vetting.own": "查看对本人的考察查询",
    "data_request.file": "提出个人信息请求", "data_request.view": "查看个人信息请求", "data_request.decide": "决定个人信息请求",
    "ledger.view": "查看账本", "ledger.verify": "核验账本", "account.create": "开户和停用账号", "grant.give": "授权", "log.view": "查看安全日志",
    "system.watch": "查看运行状态",
    "signed_in": "登录后使用",
}
