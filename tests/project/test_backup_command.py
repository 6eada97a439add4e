"""`anze backup` and `anze restore` as they are called: in processes of their own, on data of their own."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.template.defaultfilters import filesizeformat

ANZE = [sys.executable, "-m", "anze.project"]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANZE_", "DATABASE_URL", "DJANGO_"))}
    return kept | {"ANZE_DATA": str(tmp_path / "var")}


def run(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*ANZE, *words], env=env, capture_output=True, text=True, check=False)


def test_a_site_is_backed_up_and_comes_back_elsewhere(env: dict[str, str], tmp_path: Path) -> None:
    refused = run(env, "backup", str(tmp_path))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "还没有建" in refused.stderr
    assert run(env, "admins").returncode == 0
    for _ in range(3):
        kept = tmp_path / "kept"
        kept.mkdir(exist_ok=True)
        (kept / "anze-backup-20200101-000000.zip").touch()
        done = run(env, "backup", str(kept), "--keep", "1")
        assert done.returncode == 0, done.stderr
    assert "读回核对无误" in done.stdout
    size = json.loads((tmp_path / "var" / "last_backup.json").read_text("utf-8"))["size"]
    assert f"（{filesizeformat(size)}）" in done.stdout, "the size as the page of the system says it"
    (backup,) = kept.iterdir()
    assert backup.stat().st_mode & 0o077 == 0
    assert run(env, "restore", str(backup), "--check").returncode == 0
    again = run(env, "restore", str(backup))
    assert (again.returncode, again.stdout) == (2, "")
    assert "这里已有数据" in again.stderr
    there = env | {"ANZE_DATA": str(tmp_path / "new")}
    done = run(there, "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert "逐一比对无误" in done.stdout
    with sqlite3.connect(tmp_path / "new" / "anze.sqlite3") as found:
        assert found.execute("SELECT count(*) FROM people_account").fetchone()[0] == 3
        assert [row[0] for row in found.execute("SELECT action FROM access_securityevent ORDER BY id")][-1:] == ["恢复备份"]
    assert run(there, "manage", "migrate", "--check").returncode == 0
    assert run(there, "ledger", "verify").returncode == 0
    backup.write_bytes(backup.read_bytes()[:-1])
    for more in ((), ("--check",)):
        nowhere = env | {"ANZE_DATA": str(tmp_path / "empty")}
        bad = run(nowhere, "restore", str(backup), *more)
        assert (bad.returncode, bad.stdout) == (2, "")
        assert bad.stderr.splitlines()[-1].endswith("没有恢复，原有的数据没有动。")
        assert not (tmp_path / "empty").exists() or list((tmp_path / "empty").iterdir()) == [], "what was refused leaves no file"
    bad = run(there, "restore", str(backup), "--replace")
    assert (bad.returncode, bad.stdout) == (2, "")
    assert "办法" in bad.stderr


def test_a_file_that_is_not_there_is_told_in_chinese(env: dict[str, str], tmp_path: Path) -> None:
    refused = run(env, "restore", str(tmp_path / "nope.zip"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"{tmp_path / 'nope.zip'}：没有这个文件" in refused.stderr and "exist" not in refused.stderr
    assert "这是文件夹，要写文件" in run(env, "restore", str(tmp_path)).stderr
    assert not (tmp_path / "var").exists()


def test_a_backup_is_encrypted_for_a_key_or_with_a_passphrase_and_opens_with_nothing_else(env: dict[str, str], tmp_path: Path) -> None:
    assert run(env, "admins").returncode == 0
    key, kept = tmp_path / "私钥", tmp_path / "kept"
    kept.mkdir()
    (kept / "anze-backup-20200101-000000.zip").touch()
    made = run(env, "backup-key", str(key))
    assert made.returncode == 0 and f"{key}.pub" in made.stdout and "BEGIN" not in made.stdout
    again = run(env, "backup-key", str(key))
    assert (again.returncode, again.stdout) == (2, "") and "已经有了" in again.stderr and "没有生成" in again.stderr
    refused = run(env, "backup", str(kept), "--encrypt-to", str(key))
    assert refused.returncode == 2 and "不是公钥文件" in refused.stderr and "没有备份" in refused.stderr
    done = run(env, "backup", str(kept), "--encrypt-to", f"{key}.pub", "--keep", "1")
    assert done.returncode == 0, done.stderr
    assert "已加密（AES-256-GCM）" in done.stdout and "没有加密" not in done.stdout
    (backup,) = kept.iterdir()
    assert backup.suffix == ".sealed"
    there = env | {"ANZE_DATA": str(tmp_path / "new")}
    bare = run(there, "restore", str(backup))
    assert (bare.returncode, bare.stdout) == (2, "") and "是加密的" in bare.stderr and "没有恢复，原有的数据没有动" in bare.stderr
    assert run(there, "restore", str(backup), "--check", "--key", str(key)).returncode == 0
    assert run(there, "restore", str(backup), "--key", str(key)).returncode == 0
    words = tmp_path / "words"
    words.write_text("短\n", "utf-8")
    assert "口令太短" in run(env, "backup", str(tmp_path / "a"), "--passphrase-file", str(words)).stderr
    words.write_text("榕树 码头 石板 秋千 1987\n", "utf-8")
    assert "只能选一种" in run(env, "backup", str(tmp_path / "a"), "--passphrase-file", str(words), "--encrypt-to", f"{key}.pub").stderr
    assert run(env, "backup", str(tmp_path / "a"), "--passphrase-file", str(words)).returncode == 0
    assert run(env, "restore", str(tmp_path / "a"), "--check", "--passphrase-file", str(words)).returncode == 0
    words.write_text("榕树 码头 石板 秋千 1988\n", "utf-8")
    assert "口令不对" in run(env, "restore", str(tmp_path / "a"), "--check", "--passphrase-file", str(words)).stderr
