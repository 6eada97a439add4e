"""The pages: how long home and board take one user, how they stand fifty, what a list costs beside a bare page, how soon the site answers."""

import http.client
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from pathlib import Path

from bench import bare
from bench.goals import Goal
from bench.site import Person, anze, demo, environment, filled, free_port, processor, served

ROOT = Path(__file__).parent.parent
ROUNDS, VISITS = 5, 20
USERS, SUBMISSIONS_A_MINUTE, SECONDS = 50, 200, 60
RECORDERS = ("demo-leader-town", "demo-leader-county", "demo-leader-city")
VISITED = ("/", "/board/", "/acts/", "/mine/", "/units/")
LEADER, OFFICE = "demo-leader-county", "demo-office-county"
# A page by its name, who opens it, and the goal for its 95th centile in milliseconds with nobody else about.
ALONE = (
    ("首页（领导）", LEADER, "/", 150), ("首页（安委办）", OFFICE, "/", 150), ("任务看板", OFFICE, "/board/", 150),
    ("看板名单，未完成的", OFFICE, "/board/?view=list&lamp=open", 150), ("看板按人", OFFICE, "/board/?view=person", None),
    ("一项任务的说明", LEADER, "", None), ("我的职责", LEADER, "/mine/", None), ("条文第五条", LEADER, "/statute/5/", None),
    ("履职记录", OFFICE, "/acts/", None), ("搜索", OFFICE, "/search/?q=YDS", None),
)


def centile(seconds: list[float], share: int) -> float:
    """Return a centile in milliseconds; nothing measured is no number."""
    return sorted(seconds)[max(0, -(-len(seconds) * share // 100) - 1)] * 1e3 if seconds else math.nan


def timed(person: Person, path: str) -> float:
    """Return how long a page takes. RuntimeError if it does not answer with 200."""
    begin = time.perf_counter()
    status, _ = person.get(path)
    if status != 200:
        raise RuntimeError(f"{path}: {status}")
    return time.perf_counter() - begin


def warm(port: int) -> list[Goal]:
    """Return p50 and p95 of each page for one user, warm; printed as a table, the 95th centiles as goals."""
    people: dict[str, Person] = {}
    found = []
    print(f"  {'一名用户，毫秒':<18}{'p50':>8}{'p95':>8}{'KB':>8}")
    for what, who, path, goal in ALONE:
        if who not in people:
            people[who] = Person(port)
            people[who].sign_in(who)
        person = people[who]
        address = path or explanation(person)
        size = len(person.get(address)[1].encode())
        seconds = [timed(person, address) for _ in range(VISITS * ROUNDS)]
        print(f"  {what:<20}{centile(seconds, 50):>8.0f}{centile(seconds, 95):>8.0f}{size / 1024:>8.0f}", flush=True)
        found.append(Goal(f"{what}，一名用户，p95", centile(seconds, 95), "毫秒", goal, at_most=True))
    return found


def explanation(person: Person) -> str:
    """Return the address of the explanation of the first obligation on the person's own page."""
    _, page = person.get("/mine/")
    found = re.search(r'href="(/board/cell/[^"]+)"', page)
    if not found:
        raise RuntimeError("/mine/: no obligation to explain")
    return unescape(found.group(1))


def beside_bare(port: int, folder: Path) -> list[Goal]:
    """Return our list of 50 acts against a bare Django page of as many rows, in turn: requests a second at four connections."""
    bare.make(folder / "bare.sqlite3")
    other = free_port()
    env = environment(folder) | {"BARE_DATABASE": str(folder / "bare.sqlite3")}
    with served(bare.command(other), env, other, "/50/"):
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(ROUNDS):
            ours.append(_rate(port, "/acts/", OFFICE))
            theirs.append(_rate(other, "/50/", ""))
    rate = statistics.median(theirs)
    ratio = statistics.median(mine / bare_one for mine, bare_one in zip(ours, theirs, strict=True))
    return [Goal("裸 Django 50 行的页面（同一轮）", rate, "次/秒"), Goal("履职记录 50 行 ÷ 裸 Django 50 行", ratio, "倍", 0.5)]


def _rate(port: int, path: str, account: str, connections: int = 4, each: int = 12) -> float:
    people = [Person(port) for _ in range(connections)]
    for person in people:
        if account:
            person.sign_in(account)
    begin = time.perf_counter()
    _together([partial(_visits, person, path, each) for person in people])
    return connections * each / (time.perf_counter() - begin)


def _visits(person: Person, path: str, count: int) -> None:
    for _ in range(count):
        timed(person, path)


def _together(tasks: list[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclass
class Crowd:
    """What fifty people met with: how long each page took by its address, how long recording took, what went wrong."""

    pages: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    recording: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def crowd(port: int, process: int, seconds: int = SECONDS) -> tuple[Crowd, list[Goal]]:
    """Have fifty people look about, a page every two seconds each, and submit two hundred acts a minute between them.

    They sign in first, which is not measured. Whatever fails is counted, and its user goes on: the load stays what it is said to be.
    """
    met = Crowd()
    people = [Person(port) for _ in range(USERS)]
    for number, person in enumerate(people):
        person.sign_in(RECORDERS[number % len(RECORDERS)])
    begin, busy = time.perf_counter(), processor(process)
    _together([partial(_walk, met, person, number, begin, begin + seconds) for number, person in enumerate(people)])
    took, busy = time.perf_counter() - begin, processor(process) - busy  # the last answers come after the end
    for path in VISITED:
        print(f"  {'50 名用户 ' + path:<22}{centile(met.pages[path], 50):>8.0f}{centile(met.pages[path], 95):>8.0f}{len(met.pages[path]):>8} 次", flush=True)
    print(f"  {'50 名用户 登记':<19}{centile(met.recording, 50):>8.0f}{centile(met.recording, 95):>8.0f}{len(met.recording):>8} 次", flush=True)
    made, visited = len(met.recording) * 60 / took, [one for times in met.pages.values() for one in times]
    return met, [Goal(f"{USERS} 名用户、每分钟 {made:.0f} 次登记、{len(visited) * 60 / took:.0f} 次打开页面，出错", len(met.errors), "次", 0, at_most=True),
                 Goal("　其中登记", made, "次/分", SUBMISSIONS_A_MINUTE * 0.95),
                 Goal("　首页和列表 p95", centile(visited, 95), "毫秒", 400, at_most=True),
                 Goal("　登记 p95", centile(met.recording, 95), "毫秒", 300, at_most=True),
                 Goal("　服务器自己的处理器时间，每 100 次登记连同页面", busy * 100 / max(1, len(met.recording)), "秒")]


def _walk(met: Crowd, person: Person, number: int, begin: float, until: float) -> None:
    pace = USERS * 60 / SUBMISSIONS_A_MINUTE  # seconds from one submission of a person to the next
    submit_at, step = begin + pace * number / USERS, number
    while (now := time.perf_counter()) < until:
        try:
            if now >= submit_at:
                submit_at += pace
                _submit(person, met, number)
            else:
                path, step = VISITED[step % len(VISITED)], step + 1
                taken = timed(person, path)
                with met.lock:
                    met.pages[path].append(taken)
        except (OSError, RuntimeError, ValueError, http.client.HTTPException) as fault:
            with met.lock:
                met.errors.append(repr(fault))
        time.sleep(min(2.0, max(0.0, min(submit_at, until) - time.perf_counter())))


def _submit(person: Person, met: Crowd, number: int) -> None:
    """Record an inspection as the form offers it, with a place."""
    status, page = person.get("/acts/record/inspection/")
    if status != 200:
        raise RuntimeError(f"form: {status}")
    fields = [(name, value) for name, value in filled(page) if name not in {"place", "findings"}]
    begin = time.perf_counter()
    status, answer = person.post("/acts/record/inspection/", [*fields, ("place", f"基准测试 {number}"), ("findings", "未发现突出问题。")])
    if status != 200 or "回执" not in answer:
        raise RuntimeError(f"submission: {status}")
    with met.lock:
        met.recording.append(time.perf_counter() - begin)


def starts(folder: Path) -> list[Goal]:
    """Return how soon the site answers after its start, the median of the rounds."""
    taken = []
    for _ in range(ROUNDS):
        with anze(folder) as (_, first, _):
            taken.append(first)
    return [Goal("启动到第一次回答", statistics.median(taken), "秒", 1.5, at_most=True)]


def fresh(folder: Path) -> Goal:
    """Return how long it takes from a fresh clone of this checkout's last commit to the first page; packages come from pip's cache."""
    clone, port = folder / "clone", free_port()
    begin = time.perf_counter()
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], check=True)
    subprocess.run(["make", "--silent", "-C", str(clone), "install"], check=True, capture_output=True)
    with served([str(clone / ".venv/bin/anze"), "serve", "--port", str(port)], environment(clone / "var"), port, "/sign-in/"):
        return Goal("新克隆到第一个页面（依赖已缓存）", time.perf_counter() - begin, "秒", 60, at_most=True)


def pages() -> list[Goal]:
    """Measure everything about pages, on a demo city of its own."""
    with tempfile.TemporaryDirectory(prefix="anze-bench-") as name:
        folder = Path(name)
        print(f"\n网页：演示城市，本机回环，gunicorn 2 进程 8 线程；{os.cpu_count()} 核，开始时负载 {os.getloadavg()[0]:.1f}。"
              "用户由同一台机器上的本程序扮演，也占处理器；机器不空闲时毫秒数偏大。", flush=True)
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "anze")], check=True)  # as `make install` leaves it
        goals = [Goal("造出演示城市", demo(folder), "秒", 25, at_most=True)]
        goals += [*starts(folder), fresh(folder)]
        with anze(folder) as (port, _, process):
            goals += warm(port)
            goals += beside_bare(port, folder)
            met, more = crowd(port, process)
            goals += more
        for error in met.errors[:5]:
            print(f"  {error}", file=sys.stderr)
        from bench.held import held  # noqa: PLC0415 — it reads the settings of the site

        return [*goals, *held(folder)]
