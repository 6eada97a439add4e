"""What became known since the day, in words: acts recorded later or taken back, corrected tenures, what was signed, held or decided on record since."""

from collections.abc import Iterator
from typing import Any

from anze.dossiers.queries.acts import ActTold
from anze.dossiers.queries.matters import interview_reason, signed, task_label
from anze.dossiers.queries.parts import Line, Link, Part, twin_words
from anze.dossiers.queries.person import ended_by
from anze.dossiers.queries.sides import Owed, Side
from anze.dossiers.queries.whole import Dossier
from anze.duties.backgrounds import clocked
from anze.law.clauses import Standing
from anze.law.codes import ASSESSMENT_GRADES, SIDES, STATUSES
from anze.law.findings import in_words
from anze.law.national.grades import grade_label
from anze.people.models import Tenure
from anze.people.moment import day_of, end_of


def differences_part(found: Dossier) -> Part:
    """Return every difference between what was on record on the day and what is by `known_at`, a sentence each."""
    parts = _accident, _tenures, _obligations, _standing, _tasks, _held, _held_later, _signed, _assessed, _measured, _files
    lines = tuple(line for part in parts for line in part(found))
    until = in_words(found.asked.known_at)
    lead = f"{in_words(found.day)}以后、{until}以前才登记、撤回、更正的，与当日在案的不同之处如下。"
    none = f"截至{until}，没有后来登记、撤回或者更正的内容使上面各项与当日在案的不同。"
    return Part("后来知道的", (Line((lead,)),) if lines else (), lines=lines, empty=none, code="since")


def _accident(found: Dossier) -> Iterator[Line]:
    then, since = found.accident
    if found.asked.accident_id and then is None:
        yield Line(("这起事故在当日尚未登记。",))
    if then and since is None:
        yield Line(("这起事故的登记后来撤销。",))
    if then and since and then.grade != since.grade:
        yield Line((f"事故等级：当日在案为{grade_label(then.grade)}，后来为{grade_label(since.grade)}。",))
    if since and since.written_off and not (then and then.written_off):
        yield Line(("这起事故后来统计核销。",))


def _tenures(found: Dossier) -> Iterator[Line]:
    moment, until = end_of(found.day), end_of(found.asked.known_at)
    for one in found.registered:
        what = f"{in_words(one.start)}{f'至{in_words(one.end)}' if one.end else '起'}任{one.in_full}"
        if one.recorded_at >= moment and (one.struck_at is None or one.struck_at >= until):
            ended = isinstance(one.replaces, Tenure) and ended_by(one.replaces) is not None
            how = "登记免职：" if ended else "更正为" if one.replaces_id else "登记"
            yield Line((f"任期：{in_words(day_of(one.recorded_at))}{how}“{what}”，当日尚未在案。",))
        elif one.recorded_at < moment and one.struck_at is not None and moment <= one.struck_at < until and not _told_by(found, one):
            why = f"（{one.struck_reason}）" if one.struck_reason else ""
            yield Line((f"任期：当日在案的“{what}”，{in_words(day_of(one.struck_at))}更正或者撤下{why}。",))


def _told_by(found: Dossier, one: Tenure) -> bool:
    """Say whether the line about the end of a tenure tells already why the entry without an end is gone."""
    newer = ended_by(one)
    return newer is not None and any(each.pk == newer.pk and (each.struck_at is None or each.struck_at >= end_of(found.asked.known_at))
                                     for each in found.registered)


def _obligations(found: Dossier) -> Iterator[Line]:
    pack, tree = found.since.known.pack, found.since.known.tree
    for then, since in found.rows:
        one = then or since
        assert one is not None
        if then and since and (then.status, then.acts) == (since.status, since.acts):
            continue
        twin = twin_words(found.twins[id(one)])
        head = f"{pack.label(one.duty.id)}，{tree.name(one.unit)}，{one.duty.what}，{one.period.label}{twin}：当日{_status(then)}，后来{_status(since)}"
        reasons, links = _reasons(found, then, since)
        yield Line((f"{head}{'；' if reasons else ''}{'；'.join(reasons)}。",), tuple(links), one.duty.id, one.duty.quote)


def _status(one: Owed | None) -> str:
    return f"“{STATUSES[one.status]}”" if one else "没有这一项（任期的登记不同）"


def _reasons(found: Dossier, then: Owed | None, since: Owed | None) -> tuple[list[str], list[Link]]:
    before, after = then.acts if then else (), since.acts if since else ()
    late = since.late if since else frozenset()
    reasons, links = [], []
    for code in dict.fromkeys((*before, *after)):
        act = found.acts.get(code)
        if act is None or (code in before and code in after):
            continue
        reasons.append(_gone(act) if code in before else f"{act.called}{'，补录' if code in late else ''}，当日尚未在案")
        links.append(Link(f"{in_words(act.done_on)}{act.what}", "acts", act.uid))
    return reasons, links


def _gone(act: ActTold) -> str:
    if not act.withdrawn_on:
        return f"{act.called}，后来不再计入"
    why = f"（{act.withdrawn_why}）" if act.withdrawn_why else ""
    newer = f"，更正后的记录为 {act.replaced_by}" if act.replaced_by else ""
    return f"{act.called}，{in_words(act.withdrawn_on)}撤回{why}{newer}"


def _standing(found: Dossier) -> Iterator[Line]:
    pack, tree = found.since.known.pack, found.since.known.tree
    for key in dict.fromkeys((*found.then.standing, *found.since.standing)):
        then, since = found.then.standing.get(key), found.since.standing.get(key)
        if (then or {}).get("status") != (since or {}).get("status"):
            words = [f"“{STATUSES[one['status']]}”" if one else "没有这一项" for one in (then, since)]
            what = next((clause.what for clause in pack.of(Standing) if clause.id == key[0]), "")
            yield Line((f"{pack.label(key[0])}，{tree.name(key[1])}，{what}：当日{words[0]}，后来{words[1]}。",), provision=key[0])


def _tasks(found: Dossier) -> Iterator[Line]:
    for then, since in found.task_pairs:
        one = then or since
        assert one is not None
        states = [(side.task_status(task), side.done_on(task), task.due) if task else None for side, task in ((found.then, then), (found.since, since))]
        if states[0] != states[1]:
            words = [_task_words(side, task) for side, task in ((found.then, then), (found.since, since))]
            yield Line((f"{task_label(found, one.id)}：当日{words[0]}，后来{words[1]}。",), (Link("办理情况", "tasks", one.id),), "17.p1")


def _task_words(side: Side, task: Any) -> str:
    if task is None:
        return "未在案"
    done = side.done_on(task)
    return f"“{STATUSES[side.task_status(task)]}”（期限{in_words(task.due)}{f'，{in_words(done)}办结' if done else ''}）"


def _held(found: Dossier) -> Iterator[Line]:
    for key in dict.fromkeys((*found.then.interviews, *found.since.interviews)):
        if (key in found.then.interviews) != (key in found.since.interviews):
            one = found.then.interviews.get(key) or found.since.interviews[key]
            how = "当日在案，后来撤下或者更正" if key in found.then.interviews else "当日尚未在案"
            yield Line((f"{in_words(one.date)}的约谈，{how}。",), (Link("约谈情况", "interviews", key),), "21.p1")


def _held_later(found: Dossier) -> Iterator[Line]:
    for key, one in found.since.interviews_later.items():
        named = found.named.get(("interviews", key))
        about = "，涉及这起事故" if found.asked.accident_id and found.asked.accident_id in one.accidents else ""
        known = found.background(found.since, "interviews", key)
        why = f"：{named.label}，{interview_reason(found, known)}" if named else ""
        yield Line((f"{clocked('（当日以后）被约谈', one.date, known.recorded_on)}{why}{about}。",),
                   (Link("约谈情况", "interviews", key),) if named else (), "21.p1")


def _signed(found: Dossier) -> Iterator[Line]:
    for superior, subordinate, party, year in found.letters:
        words = [str(signed(found, side, (subordinate, superior, party, year))) for side in (found.then, found.since)]
        if words[0] != words[1]:
            what = f"{found.since.known.tree.name(subordinate)}（{SIDES[party]}）{year}年度责任书"
            yield Line((f"{what}：当日“{words[0]}”，后来“{words[1]}”。",), provision="19.p1")


def _assessed(found: Dossier) -> Iterator[Line]:
    for key in dict.fromkeys((*found.then.assessments, *found.since.assessments)):
        then, since = found.then.assessments.get(key), found.since.assessments.get(key)
        if (then.grade if then else None) != (since.grade if since else None):
            words = [f"“{ASSESSMENT_GRADES.get(one.grade, one.grade)}”" if one else "未在案" for one in (then, since)]
            yield Line((f"{found.since.known.tree.name(key[0])}{key[1]}年度考核结果：当日{words[0]}，后来{words[1]}。",), provision="20.p1")


def _measured(found: Dossier) -> Iterator[Line]:
    if found.may_know_measures:
        before, after = set(found.then.measures), set(found.since.measures)
        for one in sorted(before ^ after, key=lambda each: (each.date, each.kind)):
            yield Line((f"{in_words(one.date)}的{one.kind}：{'当日尚未在案' if one in after else '后来撤下'}。",), provision="26.p1")


def _files(found: Dossier) -> Iterator[Line]:
    """Files that were attached or taken down since, of acts that were on record on the day."""
    for act in {one.uid: one for one in found.acts.values() if one.recorded_on <= found.day}.values():
        added = sum(file.added_on > found.day for file in act.files)
        gone = [file for file in act.files if file.struck_on and file.struck_on > found.day >= file.added_on]
        said = "，".join(filter(None, (f"当日以后附上文件 {added} 份" if added else "", f"当日以后撤下文件 {len(gone)} 份" if gone else "")))
        if said:
            yield Line((f"{in_words(act.done_on)}{act.what}：{said}。",), (Link(f"{in_words(act.done_on)}{act.what}", "acts", act.uid),))
