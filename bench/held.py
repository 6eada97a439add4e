"""What a process holds of the facts: the first reading of the whole city, and what one new act costs after it."""

import json
import subprocess
import sys
from pathlib import Path

from bench.goals import Goal
from bench.site import environment

# In a process of its own, whose settings are those of the demo; the new acts are undone with their transaction.
SCRIPT = """
import json, statistics, time
from anze.project import site
site.set_up(demo=True)
from django.db import connection, transaction
from django.utils import timezone
from anze.acts.actions.recording import record_act
from anze.acts.told import Told
from anze.duties.world import forget, world
from anze.law.question import Question
from anze.people.models import Account
from anze.people.moment import day_of
now = timezone.now()
today = day_of(now)
asked = Question(today, today)
first, after = [], []
for _ in range(5):
    forget()
    begin = time.perf_counter()
    world(asked, today)
    first.append(time.perf_counter() - begin)
leader = Account.objects.select_related("officer").get(username="demo-leader-county")
unit = leader.officer.tenures.filter(struck_at=None, end=None).first().unit
with transaction.atomic():
    for number in range(15):
        told = Told(type="inspection", unit=unit, date=today, place=f"第 {number} 处", participants=((leader.officer, "lead"),))
        record_act(leader, now, told)
        begin = time.perf_counter()
        world(asked, today)
        after.append(time.perf_counter() - begin)
    transaction.set_rollback(True)
print(json.dumps([statistics.median(first), statistics.median(after)]))
"""


def held(folder: Path) -> list[Goal]:
    """Return the two figures, medians of 5 and 15 rounds."""
    answer = subprocess.run([sys.executable, "-c", SCRIPT], env=environment(folder), check=True, capture_output=True, text=True)
    first, after = json.loads(answer.stdout.splitlines()[-1])
    return [Goal("第一次读入全市事实", first, "秒", 1.5, at_most=True), Goal("新增一条履职后再读", after * 1e3, "毫秒", 20, at_most=True)]
