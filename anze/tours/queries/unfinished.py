"""What a tour has left undone when its feedback is to go out: acts not verified, lines not checked, gaps of which no problem was made."""

from datetime import date

from anze.law.provisions import provision_label
from anze.law.question import Question
from anze.tours.models import Tour
from anze.tours.queries.checklist import checklist
from anze.tours.queries.samples import verdicts


def unfinished(tour: Tour, today: date) -> list[str]:
    """Return a sentence for each kind of thing that was left undone; nothing where all of it was done."""
    draw = tour.draws.current().first()
    left = verdicts(draw)["left"]
    lines = [line for post in checklist(tour, Question(today, today), today, evidence=False) for line in post.lines]
    unchecked = sum(not (line.check and line.check.outcome) for line in lines)
    found = set(tour.findings.current().values_list("provision", flat=True))
    gaps = sorted({line.id for line in lines if line.check and line.check.outcome in {"partly", "not_kept"} and line.id not in found})
    said = ["还没有抽取履职记录核实" if draw is None else f"抽到的 {len(draw.acts)} 条履职记录还有 {left} 条没有核实" if left else "",
            f"清单的 {len(lines)} 项还有 {unchecked} 项没有核对" if unchecked else "",
            f"核对出的差距有 {len(gaps)} 项没有列为问题：{'、'.join(map(provision_label, gaps))}" if gaps else ""]
    return [one for one in said if one]
