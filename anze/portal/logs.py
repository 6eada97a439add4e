"""What goes to the server's own log: one quiet line for a refusal, the way to a fault, and never a value of anybody's."""

import logging
import traceback
from http import HTTPStatus
from typing import Any, Final

EVERYDAY: Final = {HTTPStatus.UNAUTHORIZED, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}  # forms with mistakes, sessions that ended


class Refusals(logging.Filter):
    """Reduces what a request was answered with to its number, method, address pattern and account; a refusal carries no traceback.

    The pattern instead of the address, and no sentence: both may hold what somebody typed.
    """

    def filter(self, record: Any) -> bool:
        """Rewrite a record about an answer; let any other pass as it is, and none about what happens every day."""
        status = getattr(record, "status_code", None)
        if status is None:
            return True
        request = getattr(record, "request", None)
        found = getattr(request, "resolver_match", None)
        account = getattr(getattr(request, "user", None), "pk", None)
        record.msg = f"{status} {getattr(request, 'method', '')} {found.route or '/' if found else 'no such address'} account={account or '-'}"
        record.args = ()
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            record.exc_info = record.exc_text = None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return status not in EVERYDAY


class Line(logging.Formatter):
    """A line a record; of an exception the lines of code and its kind, not its words: a database quotes the values it refused."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatException(self, ei: Any) -> str:  # noqa: N802 — the name of the standard library's hook
        """Return the way to the exception and to those it came from, the first first."""
        parts: list[str] = []
        fault: BaseException | None = ei[1]
        while fault is not None:
            parts.append("".join([*traceback.format_tb(fault.__traceback__), f"{type(fault).__module__}.{type(fault).__qualname__}"]))
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\n".join(reversed(parts))
