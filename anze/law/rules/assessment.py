"""The yearly assessment as a process (第二十条): no step is skipped, and both meetings approve before a result is confirmed."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from anze.law.clauses import Cycle
from anze.law.codes import ASSESSMENT_GRADES, ASSESSMENT_STEPS
from anze.law.facts import Assessment
from anze.law.findings import Finding, in_words
from anze.law.known import Known


def assessments(known: Known, clause: Cycle, vetoed: Collection[tuple[str, int]]) -> Iterator[Finding]:
    """Yield for each assessment whose steps are on record whether they stand in order (met, pending or invalid), and for
    each unit of `vetoed` (unit, year) that was graded above what a veto leaves."""
    for assessment in known.facts.assessments:
        taken = steps_taken(known, clause, assessment)
        if taken:
            faults = step_faults(clause, taken)
            status = "invalid" if faults else "met" if "confirmed" in taken else "pending"
            yield _finding(known, clause, assessment, status, "；".join(faults) or f"已到“{ASSESSMENT_STEPS[_last(clause, taken)]}”，各步骤依次进行")
        if _too_good(known, clause, assessment, vetoed):
            best, given = ASSESSMENT_GRADES[clause.vetoed_best], ASSESSMENT_GRADES[assessment.grade]
            yield _finding(known, clause, assessment, "invalid", f"该年度被“一票否决”，最高只能评为“{best}”，却评为“{given}”")


def _too_good(known: Known, clause: Cycle, assessment: Assessment, vetoed: Collection[tuple[str, int]]) -> bool:
    grades = list(ASSESSMENT_GRADES)  # from the best down
    on_record = known.on_record(assessment.confirmed_on) and (assessment.unit, assessment.year) in vetoed
    return on_record and assessment.grade in grades and grades.index(assessment.grade) < grades.index(clause.vetoed_best)


def _last(clause: Cycle, taken: Mapping[str, date]) -> str:
    steps = order(clause)
    return max(taken, key=lambda step: (taken[step], steps.index(step)))


def publications(known: Known, clause: Cycle, process: Cycle) -> Iterator[Finding]:
    """Yield for each confirmed assessment whose steps are on record whether its result has been published (第二十四条);
    `process` is the clause that orders the steps."""
    for assessment in known.facts.assessments:
        taken = steps_taken(known, process, assessment)
        if "confirmed" in taken:
            on = taken.get("published")
            yield _finding(known, clause, assessment, "met" if on else "pending", f"{in_words(on)}公布" if on else "尚未公布")


def _finding(known: Known, clause: Cycle, assessment: Assessment, status: str, said: str) -> Finding:
    why = f"{known.pack.label(clause.id)}：{known.tree.name(assessment.unit)}{assessment.year}年度安全生产责任制考核，{said}。"
    return {"rule": clause.rule, "unit": assessment.unit, "year": assessment.year, "status": status, "why": why}


def steps_taken(known: Known, clause: Cycle, assessment: Assessment) -> dict[str, date]:
    """Return the steps on record with their days; of a step taken more than once the first day on or after those before it.
    Empty where no steps are kept."""
    days: dict[str, list[date]] = {}
    for step in sorted(assessment.steps, key=lambda step: step.on):
        if known.on_record(step.on):
            days.setdefault(step.step, []).append(step.on)
    if days and assessment.confirmed_on is not None and known.on_record(assessment.confirmed_on):
        days.setdefault("confirmed", [assessment.confirmed_on])
    taken: dict[str, date] = {}
    for name in order(clause):
        before = max((day for other, day in taken.items() if not {name, other} <= set(clause.approvals)), default=date.min)
        if name in days:
            taken[name] = next((day for day in days[name] if day >= before), days[name][-1])
    return taken


def order(clause: Cycle) -> list[str]:
    """Return the steps in their order, the approvals in the place of `approval`."""
    return [step for name in clause.steps for step in (clause.approvals if name == "approval" else (name,))]


def step_faults(clause: Cycle, taken: Mapping[str, date]) -> list[str]:
    """Return a sentence for each step that was skipped or came before one that must precede it; the approvals may come
    in either order, each on or after the day of the draft."""
    steps = order(clause)
    last = max((steps.index(step) for step in taken), default=-1)
    reached = steps[:last + 1]
    if last >= 0 and steps[last] in clause.approvals:  # the other meeting may still come
        reached = [step for step in reached if step not in clause.approvals]
    faults = [f"跳过了“{ASSESSMENT_STEPS[step]}”" for step in reached if step not in taken]
    for place, step in enumerate(steps):
        before = [other for other in steps[:place] if other in taken and not {step, other} <= set(clause.approvals)]
        late = max(before, key=lambda other: taken[other], default=None)
        if step in taken and late is not None and taken[late] > taken[step]:
            faults.append(f"“{ASSESSMENT_STEPS[step]}”（{in_words(taken[step])}）早于“{ASSESSMENT_STEPS[late]}”（{in_words(taken[late])}）")
    return faults
