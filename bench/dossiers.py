"""An evidence pack of five years and 200 files of three megabytes, on a ledger of 130,000 entries: made, and checked by the verifier alone (第三十条)."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.goals import Goal
from bench.site import environment

FILES, MEGABYTES, ENTRIES = 200, 3, 130_000
# In a process of its own with a database of its own: a town whose secretary met and inspected every month for five years. Prints seconds on the clock.
SCRIPT = """
import hashlib, json, random, resource, sys, time
from datetime import date, datetime, timedelta
from pathlib import Path
from anze.project import site
site.set_up()
site.bring_up_to_date()
from django.conf import settings
from django.db import transaction
from anze.access.models import Grant
from anze.access.rights import rights_of
from anze.acts.actions.evidence import attach
from anze.acts.actions.recording import record_act
from anze.acts.evidence import store
from anze.acts.told import Told, ToldTopic
from anze.dossiers.actions import making
from anze.dossiers.asked import Asked
from anze.dossiers.models import MadeDossier
from anze.people.models import Account
from anze.people.moment import SHANGHAI
from anze.record.actions import Change, record_all
from anze.record.actions.checkpoint import write_checkpoint
from anze.record import verify_ledger
from anze.register.actions import add_officer, add_unit, begin_tenure
from anze.workbook.kept import place
files, megabytes, entries = map(int, sys.argv[1:])
first = datetime(2021, 6, 1, 9, tzinfo=SHANGHAI)
county = add_unit(None, first, code="yd", name="英德市", level="county", parent=None, function="other", position=0)
town = add_unit(None, first, code="wb", name="望埠镇", level="town", parent=county, function="other", position=0)
officer = add_officer(None, first, code="p4", name="丁某")
begin_tenure(None, first, officer=officer, unit=town, post="party_head", start=date(2021, 6, 1), party_committee_member=True)
office = Account.objects.create_user(username="office", name="镇安委办", password_changed_at=first)
Grant.objects.create(account=office, role="office", unit=town, given_at=first)
discipline = Account.objects.create_user(username="discipline", name="纪委", password_changed_at=first)
Grant.objects.create(account=discipline, role="discipline", unit=county, given_at=first)
acts, dice = [], random.Random(1)
for month in range(60):
    day = date(2021 + (6 + month) // 12, (6 + month) % 12 + 1, 8)
    for told in (Told(type="meeting", unit=town, date=day, bodies=("party_committee",), title="专题研究安全生产",
                      topics=(ToldTopic("研究安全生产", "work_safety", special=True),), participants=((officer, "chair"),)),
                 Told(type="inspection", unit=town, date=day, place="石场", title="排查石场", participants=((officer, "lead"),))):
        acts.append(record_act(office, datetime(day.year, day.month, day.day, 18, tzinfo=SHANGHAI), told))
for number in range(files):
    content = dice.randbytes(megabytes * 1_000_000)
    path = store.beside()
    path.write_bytes(content)
    act = acts[number % len(acts)]
    attach(office, act.recorded_at, act, [store.Staged(path, f"照片{number}.jpg", hashlib.sha256(content).hexdigest(), len(content), "image/jpeg")])
for begin in range(0, entries, 10_000):
    with transaction.atomic():
        record_all([Change(at=first, actor=None, verb="登记履职", object_type="patrol", object_id=f"x{begin + n}", unit="yd", after={"title": "别人的"})
                    for n in range(10_000)])
now = datetime(2026, 6, 20, 10, tzinfo=SHANGHAI)
asked, rights = Asked("p4", date(2026, 6, 15), date(2026, 6, 20)), rights_of(discipline)
begin, cpu = time.perf_counter(), time.process_time()
export = making.make(discipline, now, asked, rights)
pressed = time.perf_counter() - begin
making.carry_out(export.pk, now)
whole, cpu = time.perf_counter() - begin, time.process_time() - cpu
made = MadeDossier.objects.get()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
kept = write_checkpoint(now, Path(settings.DATA) / "kept.json")
begin = time.perf_counter()
from contextlib import redirect_stdout
with redirect_stdout(sys.stderr):
    assert verify_ledger.main([str(place(export.uid)), str(kept)]) == 0
checked = time.perf_counter() - begin
again = making.make(discipline, now, asked, rights)
making.carry_out(again.pk, now)
assert len(set(MadeDossier.objects.values_list("digest", flat=True))) == 1
print(json.dumps({"files": made.files, "size": made.size / 1e6, "pressed": pressed, "whole": whole, "cpu": cpu, "checked": checked, "memory": memory}))
"""


def dossiers(files: int = FILES, megabytes: int = MEGABYTES, entries: int = ENTRIES) -> list[Goal]:
    """Return how long a pack takes from the press to the archive, of the processor and on the clock, and how long it takes to check."""
    with tempfile.TemporaryDirectory(prefix="anze-dossiers-") as folder:
        answer = subprocess.run([sys.executable, "-c", SCRIPT, str(files), str(megabytes), str(entries)], check=True, capture_output=True, text=True,
                                env=environment(Path(folder)) | {"ANZE_EFFECTIVE_FROM": "2021-06-01"})
    found = json.loads(answer.stdout.splitlines()[-1])
    return [Goal(f"五年、{found['files']} 个文件、{found['size']:,.0f} MB 的证据包，从按下到装好", found["whole"], "秒", 60, at_most=True),
            Goal("其中按下以后页面的回答", found["pressed"], "秒"), Goal("其中处理器时间", found["cpu"], "秒"),
            Goal("内存峰值（含造数据）", found["memory"], "MB"), Goal(f"用 verify_ledger.py 核验，账本 {entries:,} 条", found["checked"], "秒")]
