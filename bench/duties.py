"""The duties of the benchmark: 7 each month and 3 each quarter, 96 instances a year for one appointment."""

from dataclasses import dataclass
from datetime import date

from anze.law.clauses import ActSpec, Recurring
from anze.law.days import MONTHS_IN, PeriodKind
from anze.law.recurring.columns import ROLE_CODES, TYPE_CODES

EFFECTIVE_FROM = date(2026, 1, 1)
AS_OF, KNOWN_AT = date(2026, 12, 20), date(2026, 12, 18)
GRACE_DAYS = 7
MIN_DAYS = {"month": 15, "quarter": 45}
NONE = -1


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty as a row that every engine can join on: the codes of the act that counts, the period, the number."""

    clause: Recurring
    type: int
    body: int
    document: int
    role: int
    months: int
    required: int

    @property
    def periods(self) -> int:
        """Periods in a year."""
        return 12 // self.months


def _duty(number: int, kind: PeriodKind, spec: ActSpec, required: int = 1) -> Duty:
    clause = Recurring(id=f"b{number}", quote="", posts=("gov_deputy",), levels=("county",), owner="person",
                       period={"county": kind}, at_least=required, act=spec, what="")
    return Duty(clause, TYPE_CODES[spec.type], int(spec.body or NONE), int(spec.document or NONE),
                ROLE_CODES[spec.role] if spec.role else NONE, MONTHS_IN[kind], required)


DUTIES = (
    _duty(0, "month", ActSpec(type="inspection", role="lead"), 2),
    *(_duty(1 + word, "month", ActSpec(type="meeting", body=str(word), topic="work_safety")) for word in range(3)),
    *(_duty(4 + word, "month", ActSpec(type="document", document=str(10 + word))) for word in range(3)),
    _duty(7, "quarter", ActSpec(type="meeting", body="3", topic="work_safety")),
    *(_duty(8 + word, "quarter", ActSpec(type="document", document=str(13 + word))) for word in range(2)),
)
WORDS = {str(word): word for word in (*range(4), *range(10, 15))}
INSTANCES = sum(duty.periods for duty in DUTIES)
assert INSTANCES == 96
