"""Ten years of a province's accidents: what registering one with all that follows costs, and the pages of the register beside it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.goals import Goal
from bench.site import environment

# In a process of its own with a database of its own: 21 cities, 126 counties, 1,638 towns, 100,000 accidents.
SCRIPT = """
import json, random, statistics, sys, time
from datetime import date, datetime, timedelta
from decimal import Decimal
from anze.project import site
site.set_up()
site.bring_up_to_date()
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from django.db import transaction
from django.test import Client
from django.utils import timezone
from anze.access.models import Grant
from anze.accidents.facts import read
from anze.accidents.models import Accident, Statement
from anze.accidents.queries.figures import figures_of
from anze.accidents.told import Told
from anze.duties.situation import counties_of, since_for
from anze.duties.sources import Scope
from anze.duties.world import pack_in_force, world
from anze.law.question import Question
from anze.people.models import Account, Unit, UnitVersion
from anze.people.moment import SHANGHAI, day_of
from anze.project.loading.insert import insert
from anze.record.actions import Change, record
ACCIDENTS, ROUNDS = int(sys.argv[1]), int(sys.argv[2])
dice, now = random.Random(7), timezone.now()
today, long_ago = day_of(now), now - timedelta(days=4000)
natures = ("物体打击", "触电", "高处坠落", "坍塌", "火灾", "其他")
units = []
def unit(code, name, level, parent):
    one = Unit(pk=len(units) + 1, code=code, name=name, level=level, parent=parent, function="other", path="")
    one.path = f"{parent.path if parent else '/'}{one.pk}/"
    units.append(one)
    return one
towns = []
for c in range(21):
    city = unit(f"c{c}", f"第{c}市", "city", None)
    for k in range(6):
        county = unit(f"c{c}k{k}", f"第{c}市第{k}县", "county", city)
        towns += [unit(f"c{c}k{k}t{t}", f"第{t}镇", "town", county) for t in range(13)]
with transaction.atomic():
    insert(units)
    insert([UnitVersion(unit=one, name=one.name, level=one.level, parent=one.parent, function="other", recorded_at=long_ago) for one in units])
    account = Account.objects.create_user(username="office", name="省安委办", password_changed_at=now)
    county = next(one for one in units if one.code == "c3k2")
    clerk = Account.objects.create_user(username="clerk", name="县安委办", password_changed_at=now)
    Grant.objects.create(account=clerk, role="office", unit=county, given_at=now)
    for one in units:
        if one.level == "city":
            Grant.objects.create(account=account, role="office", unit=one, given_at=now)
    serial, accidents, stated = {}, [], []
    for number in range(ACCIDENTS):
        at = now - timedelta(days=dice.randrange(1, 3652), minutes=dice.randrange(1000))
        told = Told(unit=dice.choice(towns), happened_at=at, sector="工矿商贸" if dice.random() < .6 else "道路运输", nature=dice.choice(natures),
                    deaths=dice.choice((0, 1, 1, 1, 2, 3)), serious_injuries=dice.randrange(3), loss=Decimal(dice.randrange(900)))
        year = told.date.year
        serial[year] = serial.get(year, 0) + 1
        grade = ("considerable", "deaths") if told.deaths >= 3 else ("ordinary", "deaths")
        accidents.append(Accident(code=f"sg-{year}-{serial[year]:04d}", year=year, serial=serial[year], recorded_at=at + timedelta(hours=5),
                                  grade=grade[0], measure=grade[1], **told.columns()))
        stated.append(Statement(recorded_at=at + timedelta(hours=5), **told.columns()))
    insert(accidents)
    for one, statement in zip(accidents, stated):
        statement.accident = one
    insert(stated)
    record(Change(at=now, actor=None, verb="装入", object_type="accident", object_id="all"))
def client(who):
    found = Client()
    found.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    session = found.session
    session["second_factor"] = 1.0
    session.save()
    return found
def p95(times):
    return sorted(times)[min(len(times) - 1, int(len(times) * .95))] * 1e3
def timed(deed, rounds=ROUNDS):
    wall, own = [], []
    for number in range(rounds):
        begin, cpu = time.perf_counter(), time.process_time()
        deed(number)
        wall.append(time.perf_counter() - begin)
        own.append(time.process_time() - cpu)
    return p95(wall), p95(own)
office, county_office = client(account), client(clerk)
here = [one for one in towns if one.parent.code == "c3k2"]
def register(number):
    at = (now - timedelta(hours=1 + number)).astimezone(SHANGHAI)
    answer = county_office.post("/accidents/new/", {"unit": dice.choice(here).code, "happened_at": at.strftime("%Y-%m-%dT%H:%M"), "sector": "工矿商贸",
        "nature": "高处坠落", "deaths": "1", "loss": "90", "source": "enterprise", "device_key": f"k{number}"}, follow=True)
    assert answer.status_code == 200 and "台账编号" in answer.content.decode(), answer.content.decode()[-3000:]
codes = list(Accident.objects.filter(unit__parent=county, date__gte=today - timedelta(days=25)).values_list("code", flat=True))
def opened(address, who):
    def deed(number):
        answer = who.get(address(number) if callable(address) else address)
        assert answer.status_code == 200, answer.status_code
    return deed
def rehearsed(number):
    answer = county_office.post(f"/accidents/{codes[number % len(codes)]}/do/figures/", {"on": today.isoformat(), "deaths": "4"})
    assert "核对" in answer.content.decode()
opened("/accidents/", office)(0)
register(10_000)
facts = world(Question(today, today), today)
scope = Scope(counties_of(facts.index.tree, frozenset({"c3k2t1"})), since_for(pack_in_force(), today))
found = {"读一个县的事故（facts.read）": timed(lambda number: read(today, scope)), "登记事故，提交到看见后果": timed(register),
         "更新伤亡的核对页": timed(rehearsed), "台账（全省）": timed(opened("/accidents/", office)),
         "台账（一个县）": timed(opened("/accidents/", county_office)),
         "预警（全省）": timed(opened("/accidents/outlook/", office)), "预警（一个县）": timed(opened("/accidents/outlook/", county_office)),
         "时间线（一个县）": timed(opened("/accidents/timeline/?unit=c3k2", county_office)), "时间线（全省）": timed(opened("/accidents/timeline/", office)),
         "一起事故的页面": timed(opened(lambda number: f"/accidents/{codes[number % len(codes)]}/", county_office))}
print(json.dumps(found, ensure_ascii=False))
"""
GOALS = {"登记事故，提交到看见后果": 300, "台账（全省）": 200, "台账（一个县）": 200, "时间线（全省）": 300}
PROVINCE = 100_000


def accidents(size: int = PROVINCE, rounds: int = 40) -> list[Goal]:
    """Return the 95th percentiles in milliseconds, on the clock and of the processor's own time (which a busy machine does not stretch)."""
    with tempfile.TemporaryDirectory(prefix="anze-accidents-") as folder:
        answer = subprocess.run([sys.executable, "-c", SCRIPT, str(size), str(rounds)], env=environment(Path(folder)), check=True, capture_output=True,
                                text=True)
    found: dict[str, tuple[float, float]] = json.loads(answer.stdout.splitlines()[-1])
    goals = []
    for what, (wall, own) in found.items():
        goals.append(Goal(f"{what}，p95（{size:,} 起）", wall, "毫秒", GOALS.get(what), at_most=True))
        goals.append(Goal(f"{what}，处理器时间 p95", own, "毫秒", GOALS.get(what), at_most=True))
    return goals
