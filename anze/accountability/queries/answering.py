"""What the reasons of a decision have to answer: what was found and told of a person, and what he said to it (第三十二条)."""

from typing import Any

from anze.accountability.codes import EFFECTS
from anze.accountability.models import Concerned, Evidence
from anze.accountability.queries.drafts import intended
from anze.accountability.queries.law import circumstances, tests
from anze.accountability.queries.listed import facts_of
from anze.accountability.queries.tested import shown_tests
from anze.accountability.queries.unsaid import late_facts, late_lacks, late_weights


def to_answer(one: Concerned) -> dict[str, Any]:
    """Return the facts with their evidence and whether each came after the last notice, the circumstances with which way they weigh, the last test with its
    sentences, the notices with what they intended and whether a later one replaced them, the statements; `late`: he was not told of all (`unsaid`)."""
    notices = list(one.served.filter(kind="notice").order_by("pk"))
    replaced = max((row.pk for row in notices if row.replaces), default=0)
    facts, known = facts_of(one), circumstances()
    late, weights = {row.pk for row in late_facts(one)}, {row.pk for row in late_weights(one)}
    pieces = list(Evidence.objects.current().filter(fact__in=[fact.pk for fact in facts]).exclude(file__struck_at__isnull=False).order_by("pk"))
    shown = shown_tests(one)
    test = shown[-1] if shown else None
    return {
        "facts": [(fact, [piece for piece in pieces if piece.fact_id == fact.pk], fact.pk in late) for fact in facts],
        "late": bool(late or weights), "late_lacks": late_lacks(one),
        "circumstances": [(EFFECTS[known[row.rule].effect] if row.rule in known else "情节", row, row.pk in weights)
                          for row in one.circumstances.current().order_by("rule", "pk")],
        "tests_apply": tests(one.case), "test": test,
        "notices": [(row, intended(row), row.pk < replaced) for row in notices],
        "statements": list(one.statements.prefetch_related("files").order_by("pk")),
    }
