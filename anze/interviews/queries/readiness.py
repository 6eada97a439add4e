"""What an interview still lacks before a verb of rectification may be taken: one sentence, the same on its page and where it is refused."""

from datetime import date

from anze.interviews.models import Interview
from anze.interviews.policies import VERBS
from anze.interviews.queries.items import standing_items, stands


def lacking(interview: Interview, kind: str, today: date) -> str:
    """Say what has to come first, in a sentence; empty where nothing has to."""
    if VERBS[kind].once and not VERBS[kind].to and _taken(interview, kind):
        return f"已经{VERBS[kind].done}，不再办第二次。"
    if kind == "report":
        missing = [str(one.position) for one in standing_items(interview) if stands(one) not in {"reported", "accepted"}]
        return f"第 {'、'.join(missing)} 项还没有报告整改情况，请先逐项报告再报送。" if missing else ""
    if kind == "circulate":
        overdue = any(one.due < today and stands(one) in {"open", "returned"} for one in standing_items(interview))
        return "" if overdue or _taken(interview, "send_back") else "还没有退回过，也没有逾期的事项，不能通报整改不力。"
    if kind == "hand_over":
        return "" if _taken(interview, "circulate") else "移交前请先通报整改不力。"
    return ""


def _taken(interview: Interview, kind: str) -> bool:
    return interview.steps.filter(kind=kind).exists()
