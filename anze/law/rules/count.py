"""Grounds for accountability that are counted (第二十五条): candidates that a person weighs, never verdicts."""

from collections import defaultdict
from collections.abc import Iterator

from anze.law.clauses import Count, Recurring
from anze.law.codes import POSTS
from anze.law.facts import Interview, Report
from anze.law.findings import Finding, in_words
from anze.law.known import Known, KnownAccident
from anze.law.rules.accidents import late_reports, missing_reports

Missed = dict[str, list[tuple[str, str, str, str]]]  # officer → (the day after the period, duty, unit, period) of each missed obligation


def grounds(known: Known, missed: Missed) -> Iterator[Finding]:
    """Yield every counted ground; `missed` gives the missed obligations of each officer."""
    for clause in known.pack.of(Count):
        if clause.of == "missed":
            yield from _missed(known, clause, missed)
        elif clause.of == "late_reports":
            yield from _late(known, clause)
        else:
            yield from _interviewed(known, clause)


def _missed(known: Known, clause: Count, missed: Missed) -> Iterator[Finding]:
    owed = {duty.id: duty.posts for duty in known.pack.of(Recurring)}
    for officer, given in missed.items():
        entries = sorted(entry for entry in given if not clause.posts or set(owed[entry[1]]) & set(clause.posts))
        if entries and len(entries) >= clause.at_least:
            named = [{"duty": duty, "unit": unit, "period": period} for _, duty, unit, period in entries]
            shown = "、".join(f"{known.pack.label(duty)} {period}" for _, duty, _, period in entries[:5])
            more = f"等{len(entries)}项" if len(entries) > 5 else ""
            why = (f"{known.pack.label(clause.id)}：{known.person(officer)}有{len(entries)}项定期任务逾期未完成（{shown}{more}），"
                   f"只是问责线索，是否履职不到位由{clause.who}认定。")
            yield {"rule": clause.id, "officer": officer, "on": entries[0][0], "missed": named, "why": why, "who": clause.who}


def _late(known: Known, clause: Count) -> Iterator[Finding]:
    for one in known.counting:
        for report, minutes in late_reports(known, one.accident):
            unit = reporting_unit(known, one, report)
            if known.tree.level(unit) is None:  # a subdistrict whose county has not determined so is not bound
                continue
            for officer in known.holders(unit, clause.posts or POSTS, report.due.date()):
                why = (f"{known.pack.label(clause.id)}：事故{one.accident.id}应于{in_words(report.due.date())}{report.due:%H:%M}前报告，迟报{minutes}分钟；"
                       f"{known.person(officer)}当日是{known.tree.name(unit)}的领导干部，是否负有领导责任由{clause.who}认定。")
                yield {"rule": clause.id, "unit": unit, "officer": officer, "on": report.due.date().isoformat(), "accident": one.accident.id,
                       "why": why, "who": clause.who}


def reporting_unit(known: Known, one: KnownAccident, report: Report) -> str:
    """Return the unit that had to report: the county to the city, the city to the province; else the unit of the accident."""
    unit = one.accident.unit
    above = {"city": one.county, "province": known.tree.city_of(unit)}.get(report.to)
    return above or unit


def silent_reports(known: Known) -> Iterator[Finding]:
    """Yield the reports of which nothing is on record though their day is over: a person must find whether they were left out."""
    for clause in known.pack.of(Count):
        if clause.of != "late_reports":
            continue
        for one in known.counting:
            for report in missing_reports(known, one.accident):
                why = (f"{known.pack.label(clause.id)}：事故{one.accident.id}应于{in_words(report.due.date())}{report.due:%H:%M}前报告（{report.to}），"
                       "未见报告记录，是否漏报须由人认定。")
                yield {"rule": clause.id, "unit": reporting_unit(known, one, report), "accident": one.accident.id, "why": why, "who": clause.who}


def _interviewed(known: Known, clause: Count) -> Iterator[Finding]:
    for officer, interviews in counted_interviews(known).items():
        for last in interviews:
            window = within(clause, interviews, last)
            in_post = not clause.posts or any(t.post in clause.posts and t.holds_on(last.date) for t in known.index.tenures_of.get(officer, ()))
            if len(window) >= clause.at_least and in_post:
                yield _interview_ground(known, clause, officer, window)


def counted_interviews(known: Known) -> dict[str, list[Interview]]:
    """Return the interviews of each officer that count: held and on record, by a superior or a committee, in the order of their days."""
    held: dict[str, list[Interview]] = defaultdict(list)
    for interview in sorted(known.facts.interviews, key=lambda interview: (interview.date, interview.id)):
        if known.on_record(interview.date) and not _from_below(known, interview):
            for officer in sorted(set(interview.officers)):
                held[officer].append(interview)
    return held


def within(clause: Count, interviews: list[Interview], last: Interview) -> list[Interview]:
    """Return `last` and those of an officer's interviews before it, in their order, from which it is still within the clause's span."""
    place = interviews.index(last)
    return [one for one in interviews[:place + 1] if clause.span is not None and clause.span.end(one.date) >= last.date]


def _from_below(known: Known, interview: Interview) -> bool:
    """Say whether a unit below the one interviewed held it: only a superior's or a committee's interview counts."""
    unit, by = interview.unit, interview.by
    if unit is None or by is None or by == unit or by not in known.tree.units:
        return False
    return known.tree.units[by].level != "department" and known.tree.inside(by, unit)


def _interview_ground(known: Known, clause: Count, officer: str, window: list[Interview]) -> Finding:
    label = clause.span.label if clause.span else ""
    listed = "、".join(f"{one.id}（{in_words(one.date)}）" for one in window)
    why = f"{known.pack.label(clause.id)}：{known.person(officer)}{label}被约谈{len(window)}次，达到{clause.at_least}次：{listed}；由{clause.who}按规定处理。"
    return {"rule": clause.id, "officer": officer, "on": window[-1].date.isoformat(), "interviews": [one.id for one in window], "why": why, "who": clause.who}
