"""What stands in the ledger in codes is shown in words."""

import re
from pathlib import Path

from anze.record.words import OBJECTS

ANZE = Path(__file__).parents[3] / "anze"
WRITTEN = re.compile(r'object_type="(\w+)"')


def test_every_kind_of_object_that_is_ever_written_has_a_word() -> None:
    kinds = {kind for file in ANZE.rglob("*.py") for kind in WRITTEN.findall(file.read_text("utf-8"))}
    assert len(kinds) > 30
    assert not kinds - set(OBJECTS)
