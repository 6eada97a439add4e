"""`anze serve`, `anze manage`, `anze admins` and `anze demo` as they are called: in processes of their own, on data of their own."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ANZE = [sys.executable, "-m", "anze.project"]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANZE_", "DATABASE_URL", "DJANGO_"))}
    return kept | {"ANZE_DATA": str(tmp_path / "var")}


def run(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*ANZE, *words], env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def server(env: dict[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([*ANZE, "serve", "--workers", "1"], env=env | {"PORT": str(port)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()


def answer(port: int) -> int:
    for _ in range(1_800):
        try:
            with urllib.request.urlopen("http:" + f"//127.0.0.1:{port}/sign-in/", timeout=30) as found:
                return int(found.status)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer within three minutes")


def children(pid: int) -> list[int]:
    return [int(word) for task in Path(f"/proc/{pid}/task").iterdir() for word in (task / "children").read_text().split()]


def test_the_site_makes_its_database_answers_and_ends_with_everything_it_began(server: subprocess.Popen[bytes], port: int) -> None:
    assert answer(port) == 200
    time.sleep(1)
    begun = children(server.pid)
    assert len(begun) >= 2, "a worker of the site and the background work"
    server.terminate()
    assert server.wait(60) == 0
    assert [pid for pid in begun if Path(f"/proc/{pid}").exists()] == []
    assert f"127.0.0.1:{port}" in server.communicate()[0].decode()


def test_a_port_that_is_taken_is_told_in_chinese_before_anything_is_touched(env: dict[str, str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = str(taken.getsockname()[1])
        refused = run(env, "serve", "--port", number)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.splitlines() == [f"127.0.0.1:{number}：这个端口已被占用，可能网站已经启动了。办法：停下占用它的程序，或者用 --port 另选一个端口",
                                           "共 1 处错误，没有启动。"]
    assert "不能在这个地址监听" in run(env, "serve", "--port", number, "--bind", "192.0.2.1").stderr
    assert not (tmp_path / "var").exists()


def test_the_first_administrators_are_made_once(env: dict[str, str]) -> None:
    first = run(env, "admins")
    assert first.returncode == 0
    assert [word in first.stdout for word in ("sysadmin", "secadmin", "auditadmin")] == [True] * 3
    again = run(env, "admins")
    assert (again.returncode, again.stdout) == (2, "")
    assert "办法" in again.stderr


def test_a_demo_is_not_mixed_with_what_is_there(env: dict[str, str]) -> None:
    assert run(env, "admins").returncode == 0
    for words in (["demo"], ["demo", "--keep"], ["demo", "--again"]):
        refused = run(env, *words)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "已有真实数据" in refused.stderr
        assert "ANZE_DATA" in refused.stderr


def test_show_is_for_tables(env: dict[str, str]) -> None:
    refused = run(env, "demo", "--show")
    assert refused.returncode == 2
    assert "办法" in refused.stderr


def test_manage_hands_the_words_to_django(env: dict[str, str]) -> None:
    assert run(env, "manage", "migrate", "--check").returncode == 1
    assert run(env, "manage", "migrate", "-v", "0").returncode == 0
    assert run(env, "manage", "migrate", "--check").returncode == 0


def test_a_database_left_between_two_versions_is_refused_with_the_steps_it_lacks(env: dict[str, str]) -> None:
    kept = Path(env["ANZE_DATA"])
    kept.mkdir()
    with sqlite3.connect(kept / "anze.sqlite3") as old:
        old.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT)")
        old.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('record', '0001_initial', '2026-11-01')")
    refused = run(env, "admins")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "record.0002_guards" in refused.stderr
    assert "办法" in refused.stderr
