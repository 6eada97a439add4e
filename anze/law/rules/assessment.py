"""The yearly assessment as a process (第二十条): no step is skipped, and both meetings approve before a result is confirmed."""

from collections.abc import Iterator, Mapping
from datetime import date

from anze.law.clauses import Cycle
from anze.law.codes import ASSESSMENT_STEPS
from anze.law.facts import Assessment
from anze.law.findings import Finding, in_words
from anze.law.known import Known


def assessments(known: Known, clause: Cycle) -> Iterator[Finding]:
    """Yield for each assessment whose steps are on record whether they stand in order: met, pending or invalid."""
    for assessment in known.facts.assessments:
        taken = steps_taken(known, assessment)
        if taken:
            faults = step_faults(clause, taken)
            status = "invalid" if faults else "met" if "confirmed" in taken else "pending"
            said = "；".join(faults) or f"已到“{ASSESSMENT_STEPS[max(taken, key=lambda step: (taken[step], order(clause).index(step)))]}”，各步骤依次进行"
            yield _finding(known, clause, assessment, status, said)


def publications(known: Known, clause: Cycle) -> Iterator[Finding]:
    """Yield for each confirmed assessment whose steps are on record whether its result has been published (第二十四条)."""
    for assessment in known.facts.assessments:
        taken = steps_taken(known, assessment)
        if "confirmed" in taken:
            on = taken.get("published")
            yield _finding(known, clause, assessment, "met" if on else "pending", f"{in_words(on)}公布" if on else "尚未公布")


def _finding(known: Known, clause: Cycle, assessment: Assessment, status: str, said: str) -> Finding:
    why = f"{known.pack.label(clause.id)}：{known.tree.name(assessment.unit)}{assessment.year}年度安全生产责任制考核，{said}。"
    return {"rule": clause.rule, "unit": assessment.unit, "year": assessment.year, "status": status, "why": why}


def steps_taken(known: Known, assessment: Assessment) -> dict[str, date]:
    """Return the steps on record with their days; of a step taken twice the last day. Empty where no steps are kept."""
    taken: dict[str, date] = {}
    for step in sorted(assessment.steps, key=lambda step: step.on):
        if known.on_record(step.on):
            taken[step.step] = step.on
    if taken and assessment.confirmed_on is not None and known.on_record(assessment.confirmed_on):
        taken.setdefault("confirmed", assessment.confirmed_on)
    return taken


def order(clause: Cycle) -> list[str]:
    """Return the steps in their order, the approvals in the place of `approval`."""
    return [step for name in clause.steps for step in (clause.approvals if name == "approval" else (name,))]


def step_faults(clause: Cycle, taken: Mapping[str, date]) -> list[str]:
    """Return a sentence for each step that was skipped or came before one that must precede it; the approvals may come
    in either order, each on or after the day of the draft."""
    steps = order(clause)
    last = max((steps.index(step) for step in taken), default=-1)
    reached = steps[:last + 1] if last < 0 or steps[last] not in clause.approvals else [s for s in steps[:last + 1] if s not in clause.approvals or s in taken]
    faults = [f"跳过了“{ASSESSMENT_STEPS[step]}”" for step in reached if step not in taken]
    for place, step in enumerate(steps):
        before = [other for other in steps[:place] if other in taken and not {step, other} <= set(clause.approvals)]
        late = max(before, key=lambda other: taken[other], default=None)
        if step in taken and late is not None and taken[late] > taken[step]:
            faults.append(f"“{ASSESSMENT_STEPS[step]}”（{in_words(taken[step])}）早于“{ASSESSMENT_STEPS[late]}”（{in_words(taken[late])}）")
    return faults
