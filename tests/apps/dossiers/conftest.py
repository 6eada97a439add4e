"""What the tests of making packs begin from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.apps.dossiers.telling import NOW, did_everything, with_file
from tests.cast import Cast


@pytest.fixture
def today() -> Iterator[None]:
    """The day on which packs are asked for."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def own_files(settings: Any, tmp_path: Path) -> None:
    """Files and checkpoints lie in a folder of the test's own."""
    settings.FILES, settings.CHECKPOINTS = tmp_path / "files", tmp_path / "checkpoints"


@pytest.fixture
def city(cast: Cast, today: None, own_files: None) -> Cast:
    """A secretary who did everything, with a file, on the day on which packs are asked for."""
    with_file(cast, did_everything(cast, (4, 5))["inspection", 5])
    return cast
