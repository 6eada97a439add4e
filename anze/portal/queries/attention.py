"""What wants looking at besides duties: each kind is one list; the home page shows how long it is, its own page shows it whole."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from django.db.models import Q

from anze.access.rights import Rights
from anze.accountability.queries import due as cases
from anze.accountability.queries.grounds_due import handed_over, to_weigh
from anze.acts.models import Act, Participant, Problem
from anze.assessments.queries import due as assessments
from anze.duties.models import Message, Urge
from anze.duties.queries.filters import period_label, period_of_name
from anze.duties.queries.grid import cell_query
from anze.duties.queries.obligations import LAMPS, Table, in_reach
from anze.duties.queries.outlook import near_in
from anze.duties.queries.standing import standing_rows
from anze.duties.queries.structure import shape_rows
from anze.duties.sources import Due
from anze.duties.world import kept_memory
from anze.enterprises.queries.due import delegations_due
from anze.enterprises.queries.found import gaps_open
from anze.hazards.queries.due import late_dangers, publications_due, unfound_listings, waiting_decisions
from anze.interviews.queries.due import items_due, proposals_due, triggers_due
from anze.law.days import PERIOD_KINDS
from anze.letters.queries import due as letters
from anze.record.marks import mark
from anze.supervision.queries import due as supervision
from anze.tours.queries import due as tours

MOST: Final = 500  # lines of one list
KEYS: Final = 20_000  # of everywhere, among which those in reach are looked for
_counted_before: Final = kept_memory(2_000)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: where, what, how it stands; `name` and `args` of the page on which something is done about it, `query` after it."""

    where: str
    text: str
    lamp: str
    name: str = ""
    args: tuple[str, ...] = ()
    query: str = ""
    day: date | None = None
    words: str = ""  # instead of the lamp's usual ones


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that wants looking at: its title, what it says when there is none, the permission, how it is found.

    `kept`: no act, file or reminder changes how many there are, so the home page counts them anew only when something else was written;
    with `goes_by` also when that is another: the few keys that an act may add to or take from.
    """

    title: str
    none: str
    permission: str
    find: Callable[[Table, Rights], list[Line]]
    kept: bool = False
    goes_by: Callable[[Table], Hashable] | None = None


def _late_problems(table: Table) -> tuple[int, ...]:
    return tuple(Problem.objects.open().filter(deadline__lt=table.asked.as_of).order_by().values_list("pk", flat=True)[:KEYS])  # few, found at once


def _problems(table: Table, rights: Rights) -> list[Line]:
    reach = rights.reach("act.view")
    rows = Problem.objects.filter(pk__in=_late_problems(table)).select_related("act__unit", "follow_up_unit").order_by("deadline", "pk")
    if not reach.everything:
        named = Q(act__in=Participant.objects.filter(officer__in=reach.officers).values("act")) if reach.officers else Q(pk__in=[])
        rows = rows.filter(reach.of_units("act__unit") | reach.of_units("follow_up_unit") | named)
    return [Line(str(one.follow_up_unit or one.act.unit), one.text, "overdue", "acts:detail", (one.act.uid,), day=one.deadline) for one in rows[:MOST]]


def _all_waiting(table: Table) -> tuple[int, ...]:
    return tuple(Act.objects.waiting().filter(on_behalf_of__gt=0).order_by().values_list("pk", flat=True)[:KEYS])  # `gt`: by the index, not by every act


def _waiting(table: Table, rights: Rights) -> list[Line]:
    rows = Act.objects.filter(pk__in=_all_waiting(table)).visible_to(rights).select_related("unit", "on_behalf_of").order_by("-recorded_at", "pk")
    return [Line(str(one.unit), f"{one.on_behalf_of}：{one}", "waiting", "acts:detail", (one.uid,), day=one.date) for one in rows[:MOST]]


def _to_confirm(table: Table, rights: Rights) -> list[Line]:
    rows = Act.objects.waiting().filter(on_behalf_of__in=rights.reach("act.confirm").officers).select_related("unit").order_by("-date", "-id")
    return [Line(str(one.unit), str(one), "waiting", "acts:detail", (one.uid,), day=one.date) for one in rows[:MOST]]


def _standing(table: Table, rights: Rights) -> list[Line]:
    rows = standing_rows(table.world, table.asked, rights.reach("board.view"))
    return [Line(row.unit_name, row.why, row.status, "duties:person", (row.officer,)) for row in rows if row.status in {"lacking", "invalid"}]


def _shape(table: Table, rights: Rights) -> list[Line]:
    rows = shape_rows(table.world, table.asked, rights.reach("board.view"))
    return [Line(row.unit_name, row.why, "invalid", "duties:board_unit", (row.unit,)) for row in rows if not row.ok and not row.vacant]


def _vacant(table: Table, rights: Rights) -> list[Line]:
    rows = shape_rows(table.world, table.asked, rights.reach("board.view"))
    return [Line(row.unit_name, row.why, "lacking", "duties:board_unit", (row.unit,)) for row in rows if row.vacant]


def _urged(table: Table, rights: Rights) -> list[Line]:
    """Return what was urged in the last months and how it stands now, what is not done first (督办)."""
    reach = rights.reach("board.view")
    rows = Urge.objects.filter(reach.of_units("unit") | Q(officer__in=reach.officers)).select_related("officer", "unit").order_by("-at", "pk")
    urges = list(rows[:MOST])
    lamps, read = _lamps(table, rights), _read(urges)
    found: dict[tuple[str, ...], Line] = {}
    for one in urges:
        key = one.duty, one.unit.code, one.period, one.officer.code
        lamp = lamps.get(key, "")
        if lamp:
            label = f"{one.officer.name}：{table.world.pack.label(one.duty)}，{period_label(one.period)}{read.get((one.officer_id, one.on), '')}"
            owner = "" if lamps.get((*key[:3], "")) else one.officer.code
            found.setdefault(key, Line(one.unit.name, label, lamp, "duties:cell", (), cell_query(one.duty, one.unit.code, owner, one.period), one.on))
    return sorted(found.values(), key=lambda line: line.lamp in {"met", "backfilled"})


def _read(urges: list[Urge]) -> dict[tuple[int | None, date], str]:
    """Return by officer and day whether the message of an urging was read by the officer; nothing for who has no account."""
    rows = Message.objects.filter(account__officer__in={one.officer_id for one in urges}, on__in={one.on for one in urges})
    return {(officer, on): "，本人已阅" if at else "，本人未阅" for officer, on, at in rows.values_list("account__officer", "on", "read_at")}


def _lamps(table: Table, rights: Rights) -> dict[tuple[str, ...], str]:
    """Return the lamp of each obligation that anyone in reach was urged about, by duty, unit, period and officer; for a body also by nobody."""
    urged = {(one.duty, one.period) for one in Urge.objects.only("duty", "period").distinct()[:MOST * 4]}
    chosen, found = in_reach(table, rights.reach("board.view")), dict[tuple[str, ...], str]()
    units = table.world.recurrence.roll.units
    for name, period_name in urged:
        number = next((at for at, duty in enumerate(table.duties) if duty.id == name), None)
        period = period_of_name(period_name)
        if number is None or period is None:
            continue
        fits = (table.duty == number) & (table.period == period.index) & (table.kind == PERIOD_KINDS.index(period.kind))
        for row in chosen.where(fits).at.tolist():
            for officer in [*table.officers_at(row), *([""] if table.duties[number].owner == "body" else [])]:
                found[name, units[table.unit[row]], period_name, officer] = LAMPS[table.lamp[row]]
    return found


def _lines(found: Iterable[Due]) -> list[Line]:
    return [Line(one.where, one.text, one.lamp, one.name, one.args, day=one.day, words="待处理" if one.lamp == "waiting" else "") for one in found]


def _gaps(table: Table, rights: Rights) -> list[Line]:
    return [Line("所辖", text, "lacking", page, (), query) for text, page, query in gaps_open(rights, table.asked)]


def _outlook(table: Table, rights: Rights) -> list[Line]:
    """Return the places in reach that accidents have brought near an interview (预警), the nearest first."""
    found = near_in(table.asked, max(table.asked.as_of, table.asked.known_at), rights.reach("accident.view"))
    return [Line(one.name, f"再发生{one.needs}起{one.what}即触发约谈", one.lamp, "accidents:outlook", day=one.until) for one in found[:MOST]]


KINDS: Final[Mapping[str, Kind]] = {
    "case_served": Kind("送达本人的文书", "没有待您签收的文书。", "case.answer", lambda table, rights: _lines(cases.to_receive(rights)), True),
    "case_approvals": Kind("待我批准的立案", "没有待您批准的立案。", "case.open", lambda table, rights: _lines(cases.to_approve(rights)), True),
    "case_decisions": Kind("待我审批的问责决定、解除", "没有待您审批的问责决定和解除。", "case.handle",
                           lambda table, rights: _lines([*cases.to_decide(rights), *cases.to_lift(rights)]), True),
    "case_over": Kind("影响期已满的措施", "没有影响期刚满、您还没有看过的措施。", "case.handle",
                      lambda table, rights: _lines(cases.over_now(rights, table.asked.as_of))),
    "case_members": Kind("待指定人员的案件", "没有缺承办人、审批人的案件。", "case.handle", lambda table, rights: _lines(cases.to_name(rights)), True),
    "handed_over": Kind("移交的约谈", "没有移交过来待研究的约谈。", "ground.view",
                        lambda table, rights: _lines(handed_over(rights, table.asked, max(table.asked.as_of, table.asked.known_at))), True),
    "grounds": Kind("待研究的问责线索", "没有待研究的问责线索（逾期任务另列）。", "ground.view",
                    lambda table, rights: _lines(to_weigh(rights, table.asked, max(table.asked.as_of, table.asked.known_at))), True),
    "interview_triggers": Kind("待处理的约谈情形", "没有待处理的约谈情形。", "interview.propose",
                               lambda table, rights: _lines(triggers_due(rights, table.asked, max(table.asked.as_of, table.asked.known_at))), True),
    "interview_proposals": Kind("待我审批的约谈", "没有待您审批的约谈。", "interview.decide", lambda table, rights: _lines(proposals_due(rights)), True),
    "interview_items": Kind("到期的约谈整改事项", "没有临期或者逾期的约谈整改事项。", "interview.view",
                            lambda table, rights: _lines(items_due(rights, table.asked.as_of)), True),
    "tours": Kind("该办的巡查", "没有轮到您办的巡查。", "tour.view", lambda table, rights: _lines(tours.tours_due(rights, table.asked.as_of)), True),
    "tour_feedback": Kind("待我审定的巡查反馈意见", "没有待您审定的巡查反馈意见。", "tour.decide",
                          lambda table, rights: _lines(tours.feedback_due(rights)), True),
    "tour_items": Kind("到期的巡查整改事项", "没有临期或者逾期的巡查整改事项。", "tour.view",
                       lambda table, rights: _lines(tours.items_due(rights, table.asked.as_of)), True),
    "dangers": Kind("逾期隐患", "没有逾期的隐患。", "hazard.view", lambda table, rights: _lines(late_dangers(rights, table.asked.as_of)), True),
    "unfound": Kind("待认定的挂牌隐患", "没有逾期而待认定原因的挂牌隐患。", "hazard.change",
                    lambda table, rights: _lines(unfound_listings(rights, table.asked.as_of)), True),
    "listings": Kind("待审批的挂牌和延期", "没有待审批的挂牌和延期。", "hazard.list", lambda table, rights: _lines(waiting_decisions(rights)), True),
    "publish_listings": Kind("待公布的挂牌和销号", "没有待公布的挂牌和销号。", "hazard.change",
                             lambda table, rights: _lines(publications_due(rights, table.asked.as_of)), True),
    "supervision_sign": Kind("待签收的督办事项", "没有待签收的督办事项。", "supervision.report",
                             lambda table, rights: _lines(supervision.to_sign(rights)), True),
    "supervision_own": Kind("我承办的临期、逾期督办事项", "您承办的督办事项没有临期或者逾期的。", "supervision.report",
                            lambda table, rights: _lines(supervision.to_do(rights, table.asked.as_of)), True),
    "supervision_review": Kind("待我复核、审批的督办事项", "没有待您复核、审批的督办事项。", "supervision.decide",
                               lambda table, rights: _lines(supervision.to_review(rights)), True),
    "supervision_late": Kind("督办：临期、逾期的督办事项", "交办的督办事项没有临期或者逾期的。", "supervision.assign",
                             lambda table, rights: _lines(supervision.supervised(rights, table.asked.as_of)), True),
    "supervision_begun": Kind("我发起的督办事项", "您没有发起还在办的督办事项。", "supervision.assign",
                              lambda table, rights: _lines(supervision.begun(rights)), True),
    "letters_to_sign": Kind("待我签字的责任书", "没有待您签字的责任书。", "letter.sign",
                            lambda table, rights: _lines(letters.to_sign(rights, table.asked.as_of)), True),
    "letters": Kind("临期、逾期未签的责任书", "责任书没有临期或者逾期未签的。", "letter.file",
                    lambda table, rights: _lines(letters.unsigned(rights, table.asked, max(table.asked.as_of, table.asked.known_at))), True),
    "letter_scans": Kind("待归档的责任书扫描件", "扫描件都归档了。", "letter.file", lambda table, rights: _lines(letters.scans_waiting(rights)), True),
    "assessment_self": Kind("待自评的年度考核", "没有等着自评的年度考核。", "assessment.report",
                            lambda table, rights: _lines(assessments.self_due(rights, table.asked.as_of)), True),
    "assessment_run": Kind("在办的年度考核", "没有在办的年度考核。", "assessment.run",
                           lambda table, rights: _lines(assessments.running_due(rights, table.asked.as_of)), True),
    "assessment_confirm": Kind("待我确认的考核结果", "没有待您确认的考核结果。", "assessment.decide",
                               lambda table, rights: _lines(assessments.confirm_due(rights, table.asked.as_of)), True),
    "outlook": Kind("临近约谈的地区", "没有临近约谈情形的地区。", "accident.view", _outlook, True),
    "problems": Kind("整改逾期的问题", "没有整改逾期的问题。", "act.view", _problems, True, _late_problems),
    "confirm": Kind("待我确认的代录", "没有待您确认的代录。", "act.confirm", _to_confirm),
    "waiting": Kind("所辖范围内待本人确认的代录", "所辖范围内没有等待本人确认的代录。", "act.view", _waiting, True, _all_waiting),
    "standing": Kind("挂点联系、责任清单未落实", "挂点联系和责任清单都已落实，或者还在落实期内。", "board.view", _standing),
    "shape": Kind("班子形态不符合规定", "安委会主任、常务副职、分管副职都符合规定。", "board.view", _shape),
    "vacant": Kind("职务空缺", "应有人担任的职务都有人担任。", "board.view", _vacant),
    "gaps": Kind("监管缺口（种）", "每家生产经营单位都有一个监管部门。", "enterprise.view", _gaps, True),
    "delegations": Kind("即将到期、到期未续的委托执法", "没有即将到期或者到期未续的委托执法。", "enterprise.view",
                        lambda table, rights: _lines(delegations_due(rights, table.asked)), True),
    "urged": Kind("督办：催办过的任务", "还没有催办过。", "board.view", _urged),
}


def attention(table: Table, rights: Rights, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the number of each of these kinds that the account may see, with how many of them are not done."""
    found, written = [], mark()
    for name in kinds:
        kind = KINDS[name]
        if rights.may(kind.permission):
            key = name, written, rights.key, table.asked, kind.goes_by(table) if kind.goes_by else None
            count, left = _counted_before.get(key, partial(_counted, kind, table, rights)) if kind.kept else _counted(kind, table, rights)
            found.append({"kind": name, "title": kind.title, "none": kind.none, "count": count, "open": left})
    return found


def _counted(kind: Kind, table: Table, rights: Rights) -> tuple[int, int]:
    lines = kind.find(table, rights)
    return len(lines), sum(line.lamp not in {"met", "backfilled"} for line in lines)
