"""Accidents as known: grade, the measure that decides it, late reports (国务院令第493号第三、九至十一、十三条)."""

from collections.abc import Iterator

from anze.law.facts import Accident, Report
from anze.law.findings import Finding, in_words
from anze.law.known import Known, KnownAccident
from anze.law.national.grades import grade_label, measure_label, table


def accidents(known: Known) -> Iterator[Finding]:
    """Yield every accident on record, those written off too, with its grade as known."""
    for found in known.accidents:
        late = [{"to": report.to, "minutes": minutes} for report, minutes in late_reports(known, found.accident)]
        yield {"id": found.accident.id, "grade": found.grade, "measure": found.measure, "late_reports": late,
               "unit": found.accident.unit, "date": found.accident.date.isoformat(), "written_off": found.written_off,
               "why": _why(known, found)}


def late_reports(known: Known, accident: Accident) -> list[tuple[Report, int]]:
    """Return the reports on record that came after their time, each with its delay in whole minutes."""
    made = [(report, report.at) for report in accident.reports if report.at is not None and known.on_record(report.at.date())]
    late = [(report, int((at - report.due).total_seconds() // 60)) for report, at in made if at > report.due]
    return sorted(late, key=lambda found: (found[0].due, found[0].to))


def missing_reports(known: Known, accident: Accident) -> list[Report]:
    """Return the reports whose day is over and of which nothing is on record: whether they were left out a person must find."""
    silent = [report for report in accident.reports if report.at is None or not known.on_record(report.at.date())]
    return sorted((r for r in silent if r.due.date() < min(known.asked.as_of, known.asked.known_at)), key=lambda r: (r.due, r.to))


def _why(known: Known, found: KnownAccident) -> str:
    where = f"{in_words(found.accident.date)}{known.tree.name(found.accident.unit)}事故"
    off = "；已核销，不计入触发、否决和时段" if found.written_off else ""
    return f"{table(found.accident.date).number}第三条：{where}按{measure_label(found.measure)}定为{grade_label(found.grade)}{off}。"
