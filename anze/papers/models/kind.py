"""The kind of a document as a column: which kinds there are is the code's matter, not the database's."""

from typing import Any

from django.db import models

from anze.papers.kinds import KINDS


class KindField(models.CharField[str, str]):
    """One of `KINDS`. Its choices stand in no migration, so that a process brings a kind of its own without changing a table of ours."""

    def __init__(self, *args: Any, **more: Any) -> None:
        more["max_length"], more["choices"] = 24, list(KINDS.items())
        super().__init__(*args, **more)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Return the plain column that a migration makes of it."""
        name, _, args, kept = super().deconstruct()
        kept.pop("choices", None)
        return name, "django.db.models.CharField", args, kept
