"""The background work: what is due is done once whatever the number of workers, resumed after a crash, ended in good order."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time as clock_time
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.db import connection, connections

from anze.acts.models import Draft
from anze.duties.actions.calendar import enter_notice, read_notice
from anze.duties.actions.digests import make_digests
from anze.duties.actions.schedule import Job, beat, stopped, take, tick
from anze.duties.models import Beat, DueWork, Escalation, Message
from anze.duties.policies import ALIVE, DRAFTS_KEPT, LEASE
from anze.people.moment import SHANGHAI
from anze.project.jobs import JOBS, clean
from tests.cast import Cast, make_cast

MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=SHANGHAI)
DIGEST = next(job for job in JOBS if job.name == "digest")


@pytest.mark.django_db
def test_the_digest_is_due_at_half_past_eight_on_working_days_and_not_before() -> None:
    assert DIGEST.due(MONDAY - timedelta(seconds=1)) is None
    assert DIGEST.due(MONDAY) == DIGEST.due(MONDAY + timedelta(hours=9)) == MONDAY
    assert DIGEST.due(MONDAY - timedelta(days=1)) is None
    assert DIGEST.due(datetime(2026, 10, 10, 9, tzinfo=SHANGHAI)) is not None


@pytest.mark.django_db
def test_what_is_due_is_worked_out_anew_when_the_notice_of_the_year_is_entered() -> None:
    monday = datetime(2027, 10, 4, 9, tzinfo=SHANGHAI)
    assert DIGEST.due(monday) is not None
    enter_notice(None, MONDAY, 2027, read_notice("2027-01-01 放假 元旦\n2027-10-01至2027-10-07 放假 国庆节", 2027))
    assert DIGEST.due(monday) is None


@pytest.mark.django_db
def test_work_is_taken_once_and_taken_over_only_from_a_worker_long_silent() -> None:
    assert take("x", MONDAY, MONDAY, "a:1") is not None
    assert take("x", MONDAY, MONDAY + LEASE, "b:2") is None
    taken = take("x", MONDAY, MONDAY + LEASE + timedelta(seconds=1), "b:2")
    assert taken is not None
    assert (taken.taken_by, taken.tries) == ("b:2", 2)
    DueWork.objects.update(done_at=MONDAY)
    assert take("x", MONDAY, MONDAY + timedelta(days=1), "c:3") is None


@pytest.mark.django_db
def test_a_fault_is_kept_and_the_other_work_goes_on_and_it_is_tried_again() -> None:
    ran = []

    def broken(_: datetime) -> None:
        ran.append("broken")
        raise ValueError("坏了")

    jobs = [Job("a", "甲", broken, at=time(8)), Job("b", "乙", lambda _: ran.append("b"), at=time(8)), Job("c", "丙", lambda _: ran.append("c"))]
    list(tick(jobs, MONDAY, "w:1", lambda: MONDAY))
    assert ran == ["broken", "b", "c"]
    assert DueWork.objects.get(name="a").fault == "ValueError：坏了"
    later = MONDAY + LEASE + timedelta(seconds=1)
    list(tick(jobs, later, "w:1", lambda: later))
    assert ran == ["broken", "b", "c", "broken", "c"]


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_make_each_digest_once() -> None:
    make_cast()
    DIGEST.run(MONDAY)
    expected = Message.objects.count()
    Message.objects.all().delete()
    Escalation.objects.all().delete()
    ready = threading.Barrier(4)
    ran: list[str] = []

    def work(number: int) -> None:
        try:
            ready.wait()
            ran.extend(done.name for done in tick([DIGEST], MONDAY, f"w:{number}", lambda: MONDAY))
            make_digests(MONDAY)  # even without the schedule's key nobody gets a second one
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ran == ["digest"]
    assert Message.objects.count() == expected
    assert Message.objects.values("account", "on").distinct().count() == expected


def test_drafts_and_old_work_are_let_go_of_after_their_time(cast: Cast) -> None:
    for form, age in (("old", DRAFTS_KEPT + timedelta(seconds=1)), ("new", DRAFTS_KEPT)):
        Draft.objects.create(account=cast.account["甲"], form=form, saved_at=MONDAY - age)
    assert "草稿 1 份" in clean(MONDAY)
    assert Draft.objects.get().form == "new"


def test_the_page_of_the_sites_state_is_for_the_system_administrator_and_holds_no_business(cast: Cast, time_machine: Any) -> None:
    time_machine.move_to(MONDAY, tick=False)
    make_digests(MONDAY)
    client = cast.client("系统管理员")
    assert "没有后台进程在运行" in client.get("/status/").content.decode()
    beat("host:1", MONDAY)
    list(tick([DIGEST], MONDAY, "host:1", lambda: MONDAY))
    page = client.get("/status/").content.decode()
    assert "运行中" in page
    assert "没有后台进程在运行" not in page
    assert "甲某" not in page
    assert "排查" not in page
    time_machine.move_to(MONDAY + ALIVE + timedelta(seconds=1), tick=False)
    assert "失去联系" in client.get("/status/").content.decode()
    stopped("host:1", MONDAY + ALIVE)
    assert "已停止" in client.get("/status/").content.decode()
    for name in ("英德安委办", "安全管理员", "审计管理员", "甲"):
        assert cast.client(name).get("/status/").status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_worker_ends_in_good_order_when_it_is_told_to(tmp_path: Any) -> None:
    environment = os.environ | {"ANZE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "anze.project.settings"}
    if connection.vendor == "sqlite":  # the tests' own database is in this process's memory
        subprocess.run([sys.executable, "-m", "anze.project", "manage", "migrate", "-v", "0"], env=environment, check=True)
    else:
        environment["DATABASE_URL"] = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    process = subprocess.Popen([sys.executable, "-m", "anze.project", "work"], env=environment, cwd=site.PACKAGE.parent, stderr=subprocess.PIPE)
    for _ in range(120):
        clock_time.sleep(0.5)
        if _beats(tmp_path):
            break
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    [stopped_at] = _beats(tmp_path)
    assert stopped_at is not None


def _beats(folder: Any) -> list[Any]:
    """Return when each worker stopped, from the database that the process worked on."""
    if connection.vendor != "sqlite":
        return list(Beat.objects.values_list("stopped_at", flat=True))
    with sqlite3.connect(folder / "anze.sqlite3") as found:
        return [row[0] for row in found.execute("SELECT stopped_at FROM duties_beat")]
