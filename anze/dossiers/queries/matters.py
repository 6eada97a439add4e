"""What else belongs to the picture of the day: standing duties, tasks from superiors, interviews, letters, the units' results, measures, further acts."""

from collections.abc import Iterator, Mapping
from datetime import date

from anze.dossiers.queries.parts import CLOCKS, Lamp, Line, Link, Part, act_words, lamp_of
from anze.dossiers.queries.sides import Side
from anze.dossiers.queries.standing import standing_part
from anze.dossiers.queries.whole import Dossier
from anze.duties.backgrounds import Background, clocked
from anze.duties.queries.performing import due_words
from anze.duties.sources import Settled, letter_id, settled
from anze.law.codes import ASSESSMENT_GRADES, SIDES
from anze.law.facts import Measure, Task
from anze.law.findings import in_words
from anze.law.national.lasting import lasting
from anze.law.rules.ban import effect_end

UNSEEN = "不在生成人的可见范围内"
KNOWN, UNKNOWN = Lamp("met", "在案"), Lamp("none", "未在案")


def matter_parts(found: Dossier) -> Iterator[Part]:
    """Yield these parts in order."""
    yield standing_part(found)
    yield _tasks(found)
    yield _interviews(found)
    yield _letters(found)
    yield _assessments(found)
    if found.may_know_measures:
        yield _measures(found)
    yield _others(found)


def _tasks(found: Dossier) -> Part:
    lines = []
    for then, since in found.task_pairs:
        one = then or since
        assert one is not None
        known = next(known for side, task in ((found.then, then), (found.since, since)) if task and (known := found.background(side, "tasks", one.id)))
        assigned = [clocked("交办", known.assigned_on, known.assigned_recorded_on)] if known.assigned_on else []
        lamps = [lamp_of(side.task_status(task)) if task else UNKNOWN for side, task in ((found.then, then), (found.since, since))]
        lines.append(Line((task_label(found, one.id), "；".join([*assigned, due_words(one.due)]), _done(found, then, since), *lamps),
                          (Link(known.origin or UNSEEN, "tasks", one.id),), "17.p1"))
    return Part("上级部署和督办事项", heads=("事项", "交办、期限", "办结", *CLOCKS, "依据"), widths=(5, 5, 4, 3, 3, 5), lines=tuple(lines),
                empty="没有交给其本人的部署和督办事项。", bare="—", code="tasks")


def task_label(found: Dossier, task: str) -> str:
    """Return what a task is called; in general words where the reader may not see it."""
    named = found.named.get(("tasks", task))
    return named.label if named else "上级部署的事项"


def _done(found: Dossier, then: Task | None, since: Task | None) -> str:
    for side, task in ((found.then, then), (found.since, since)):
        if task and (done := side.done_on(task)):
            return clocked("办结", done, task.recorded_on)
    return "没有办结的登记"


def _interviews(found: Dossier) -> Part:
    lines = []
    for key in dict.fromkeys((*found.then.interviews, *found.since.interviews)):
        one = found.then.interviews.get(key) or found.since.interviews[key]
        named = found.named.get(("interviews", key))
        known = found.background(found.then if key in found.then.interviews else found.since, "interviews", key)
        lamps = [KNOWN if key in side.interviews else UNKNOWN for side in (found.then, found.since)]
        lines.append(Line((clocked("", one.date, known.recorded_on), named.label if named else "被约谈", *lamps),
                          (Link(interview_reason(found, known), "interviews", key),), "21.p1"))
    later = "；当日以后的见“后来知道的”" if found.since.interviews_later else ""
    return Part("被约谈情况", heads=("日期", "约谈", *CLOCKS, "事由、依据"), widths=(4, 5, 3, 3, 7), lines=tuple(lines),
                empty=f"截至{in_words(found.day)}没有在案的被约谈{later}。", bare="—", code="interviews")


def interview_reason(found: Dossier, known: Background) -> str:
    """Return why an interview was held and by which provisions, as far as the reader may see it."""
    rules = "、".join(found.since.known.pack.label(one) for one in known.rules)
    return f"{(known.origin or UNSEEN).rstrip('。')}{f'（{rules}）' if rules else ''}"


def _letters(found: Dossier) -> Part:
    lines = []
    for superior, subordinate, side, year in found.letters:
        name = found.since.known.tree.name
        lines.append(Line((f"{year}年度，{name(superior)}与{name(subordinate)}（{SIDES[side]}）",
                           *(signed(found, each, (subordinate, superior, side, year)) for each in (found.then, found.since))), (), "19.p1"))
    return Part("安全生产责任书", heads=("责任书", *CLOCKS), widths=(7, 5, 5), lines=tuple(lines), empty="当日所在单位没有在案的责任书。", code="letters")


def signed(found: Dossier, side: Side, key: tuple[str, str, str, int]) -> Lamp:
    """Return how a letter stands on a side: signed on which day, on record since when; not yet as far as is on record; or not on record itself."""
    letter = side.letters.get(key)
    if letter is None:
        return UNKNOWN
    if letter.signed_on is not None and side.known.on_record(letter.signed_on):
        subordinate, superior, party, year = key
        known = found.background(side, "letters", letter_id(superior, subordinate, party, year))
        return Lamp("met", clocked("签订", letter.signed_on, known.recorded_on))
    return Lamp("pending", "已生成，没有签订的登记")


def _assessments(found: Dossier) -> Part:
    lines = []
    for key in dict.fromkeys((*found.then.assessments, *found.since.assessments)):
        one = found.then.assessments.get(key) or found.since.assessments[key]
        said = [side.assessments.get(key) for side in (found.then, found.since)]
        cells = [Lamp("met", ASSESSMENT_GRADES.get(each.grade, each.grade)) if each else UNKNOWN for each in said]
        on = in_words(one.confirmed_on) if one.confirmed_on else ""
        lines.append(Line((f"{found.since.known.tree.name(one.unit)}{one.year}年度", f"{on}确认", *cells), (), "20.p1"))
    return Part("所在单位的考核结果", heads=("考核", "确认", *CLOCKS), widths=(6, 4, 3, 4), lines=tuple(lines), empty="没有在案的考核结果。",
                code="assessments")


def _measures(found: Dossier) -> Part:
    known = [set(side.measures) for side in (found.then, found.since)]
    every = sorted(known[0] | known[1], key=lambda one: (one.date, one.kind))
    decided = settled([found.officer.code], found.asked.known_at)
    lines = tuple(Line((in_words(one.date), f"{one.kind}，{_lasting(found, one, decided)}", *(KNOWN if one in side else UNKNOWN for side in known)), (),
                       "26.p1") for one in every)
    return Part("当日以前受到的处理", heads=("日期", "处理和当日的影响期", *CLOCKS), widths=(3, 6, 3, 3), lines=lines, empty="没有在案的处理。",
                code="measures")


def _lasting(found: Dossier, one: Measure, decided: Mapping[tuple[str, str, date, str | None], Settled]) -> str:
    """Return how a measure stood on the day, in the words that all pages share."""
    told = decided.get((one.officer, one.kind, one.date, one.accident))
    lifted, stopped = (told.lifted, told.stopped) if told else (None, None)
    how = lasting(one.kind, one.date, effect_end(one), found.day, who="有权机关", lifted=lifted, stopped=stopped)
    return f"影响期{how.said}" if how.state == "running" else how.full


def _others(found: Dossier) -> Part:
    lines = []
    for act in found.others:
        words = act_words(act, found, [], known_then=act.recorded_on <= found.day)
        lines.append(Line((f"{act.unit}，{act.what}",), (Link(words, "acts", act.uid),)))
    lead = (Line(("没有计入定期任务的：参加的会议和检查、没有要求次数的文件、施行日以前的履职等，留作佐证。",)),) if lines else ()
    return Part("其他履职", lead, ("履职", "做于、登记于"), (6, 8), tuple(lines), "没有其他在案的履职。", code="others")
