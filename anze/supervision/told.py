"""What people tell of items under supervision, before it is stored: plain, without a database behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from anze.people.models import Unit
from anze.supervision.codes import ANSWERS, ORIGINS


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where items come from: a thing on record (the name of its list and its id), or a superior's document."""

    kind: str = "other"
    list: str = ""
    id: str = ""
    document: str = ""
    issuer: str = ""
    issued_on: date | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        said = {"origin": ORIGINS.get(self.kind, self.kind), "about": " ".join(filter(None, (self.list, self.id))), "number": self.document,
                "issuer": self.issuer, "issued_on": self.issued_on.isoformat() if self.issued_on else ""}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An item as it is told: what, until when, who undertakes it, who answers for it in person. `key`: the same sending counts once."""

    title: str
    text: str = ""
    due: date
    main: Unit
    assists: tuple[Unit, ...] = ()
    answering: str = "gov"
    key: str | None = None

    def plain(self) -> dict[str, Any]:
        """Return it as the ledger says it."""
        return {"title": self.title, "text": self.text, "deadline": self.due.isoformat(), "main": self.main.code, "assists": [one.code for one in self.assists],
                "answering": ANSWERS.get(self.answering, self.answering)}
