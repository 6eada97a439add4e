"""The pages: how long home and board take one user, how they stand fifty, what a list costs beside a bare page, how soon the site answers."""

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench import bare
from bench.goals import Goal
from bench.site import Person, anze, demo, environment, filled, free_port, served

ROOT = Path(__file__).parent.parent
ROUNDS, VISITS = 5, 20
USERS, SUBMISSIONS_A_MINUTE, SECONDS = 50, 200, 60
WHO = ("demo-office-county", "demo-leader-town", "demo-leader-county", "demo-office-city", "demo-office-town", "demo-discipline-city")
RECORDERS = ("demo-leader-town", "demo-leader-county", "demo-leader-city")
VISITED = ("/", "/board/", "/acts/", "/mine/", "/units/")


def p95(seconds: list[float]) -> float:
    """Return the 95th centile in milliseconds."""
    return sorted(seconds)[max(0, len(seconds) * 95 // 100 - 1)] * 1e3


def timed(person: Person, path: str) -> float:
    """Return how long a page takes. RuntimeError if it does not answer with 200."""
    begin = time.perf_counter()
    status, _ = person.get(path)
    if status != 200:
        raise RuntimeError(f"{path}: {status}")
    return time.perf_counter() - begin


def warm(port: int) -> list[Goal]:
    """Return p95 of home and board for one user, warm."""
    person = Person(port)
    person.sign_in(WHO[0])
    found = []
    for what, path in (("首页", "/"), ("任务看板", "/board/")):
        timed(person, path)
        found.append(Goal(f"{what}，一名用户，p95", p95([timed(person, path) for _ in range(VISITS * ROUNDS)]), "毫秒", 150, at_most=True))
    return found


def beside_bare(port: int, folder: Path) -> list[Goal]:
    """Return our list of 50 acts against a bare Django page of as many rows, in turn: requests a second at four connections."""
    bare.make(folder / "bare.sqlite3")
    other = free_port()
    env = environment(folder) | {"BARE_DATABASE": str(folder / "bare.sqlite3")}
    with served(bare.command(other), env, other, "/50/"):
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(ROUNDS):
            ours.append(_rate(port, "/acts/", WHO[0]))
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
    """What fifty people met with."""

    seconds: list[float] = field(default_factory=list)
    recording: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def crowd(port: int, seconds: int = SECONDS) -> tuple[Crowd, list[Goal]]:
    """Have fifty people look about, and submit two hundred acts a minute between them."""
    met, until = Crowd(), time.perf_counter() + seconds
    pace = USERS * 60 / SUBMISSIONS_A_MINUTE  # seconds from one submission of a person to the next

    def walk(number: int) -> None:
        try:
            person = Person(port)
            person.sign_in(RECORDERS[number % len(RECORDERS)])
            submit_at = time.perf_counter() + pace * number / USERS
            step = number
            while time.perf_counter() < until:
                if time.perf_counter() >= submit_at:
                    submit_at += pace
                    _submit(person, met, number)
                else:
                    taken = timed(person, VISITED[step % len(VISITED)])
                    with met.lock:
                        met.seconds.append(taken)
                    step += 1
                time.sleep(min(2.0, max(0.0, submit_at - time.perf_counter())))
        except (OSError, RuntimeError, ValueError) as fault:
            with met.lock:
                met.errors.append(repr(fault))

    _together([partial(walk, number) for number in range(USERS)])
    made = len(met.recording) * 60 / seconds
    return met, [Goal(f"{USERS} 名用户、每分钟 {made:.0f} 次登记，出错", len(met.errors), "次", 0, at_most=True),
                 Goal("　其中登记", made, "次/分", SUBMISSIONS_A_MINUTE * 0.95),
                 Goal("　首页和列表 p95", p95(met.seconds), "毫秒", 400, at_most=True), Goal("　登记 p95", p95(met.recording), "毫秒", 300, at_most=True)]


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
        with anze(folder) as (_, first):
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
        print("\n网页：演示城市，本机回环，gunicorn 2 进程 8 线程", flush=True)
        goals = [Goal("造出演示城市", demo(folder), "秒", 25, at_most=True)]
        goals += [*starts(folder), fresh(folder)]
        with anze(folder) as (port, _):
            goals += warm(port)
            goals += beside_bare(port, folder)
            met, more = crowd(port)
            goals += more
        for error in met.errors[:5]:
            print(f"  {error}", file=sys.stderr)
        from bench.held import held  # noqa: PLC0415 — it reads the settings of the site

        return [*goals, *held(folder)]
