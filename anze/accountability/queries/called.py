"""What a decision is called, so that two about one person are told apart: by its measures, its day and its body."""

from anze.accountability.models import Decision
from anze.accountability.queries.drafts import wanted_of
from anze.documents.official import in_words


def called(decision: Decision) -> str:
    """Return what a decision is called, as “诫勉（2026年11月27日，清远市纪委）”; before it is approved without a day."""
    kinds = "、".join(each["kind"] for each in wanted_of(decision)["measures"]) if decision.kind == "measures" else ""
    if decision.kind == "measures" and not kinds and decision.decided_at:
        kinds = "、".join(decision.measures.filter(recorded_at=decision.decided_at).order_by("pk").values_list("kind", flat=True))
    when = f"{in_words(decision.decided_on)}，" if decision.decided_on else ""
    return f"{kinds or decision.get_kind_display()}（{when}{decision.body}）"
