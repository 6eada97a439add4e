"""The ledger is checked against what others keep of it; here and by the file of standard Python, with the same result."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from anze.project.cli import main
from anze.record import guards, verify_ledger
from anze.record.actions.checkpoint import head_now, write_checkpoint
from anze.record.actions.erasing import erase
from anze.record.checkpoints import NoCheckpoint, newest, read_checkpoint
from anze.record.export import exported
from anze.record.models import Entry
from anze.record.verify import verify
from anze.register.actions import add_officer
from tests.cast import Cast

NOW = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
ALONE = Path(verify_ledger.__file__)


def ended(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(["ledger", *arguments])
    return int(end.value.code or 0)


def test_a_ledger_agrees_with_its_checkpoint_and_with_one_kept_before_it_grew(cast: Cast) -> None:
    kept = head_now(NOW)
    assert kept is not None
    verdict = verify([kept])
    assert (verdict.faults, verdict.entries, verdict.after, verdict.inner_only) == ((), kept.seq, 0, False)
    add_officer(None, NOW, code="p99", name="子某")
    grown = verify([kept])
    assert (grown.faults, grown.after) == ((), 1)


def test_without_a_checkpoint_only_inner_consistency_is_said(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify().inner_only
    assert ended("verify") == 0
    said = capsys.readouterr().out
    assert "只能证明内部一致" in said
    assert "结论：内部一致" in said


def test_a_checkpoint_goes_out_once_for_each_head(cast: Cast, settings: object, tmp_path: Path) -> None:
    settings.CHECKPOINTS = tmp_path / "kept"  # type: ignore[attr-defined]
    first = write_checkpoint(NOW)
    assert first is not None
    assert write_checkpoint(NOW) is None
    add_officer(None, NOW, code="p99", name="子某")
    second = write_checkpoint(NOW)
    assert second is not None
    assert first != second
    assert newest(tmp_path / "kept") == read_checkpoint(second.read_text("utf-8")) == head_now(NOW)


def test_an_empty_ledger_has_no_checkpoint(db: None, tmp_path: Path) -> None:
    assert write_checkpoint(NOW, tmp_path / "none.json") is None
    assert verify().entries == 0


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "anze-checkpoint-1", "seq": 1}', "null", "\ufeff{}", '{"seq": "x"'])
def test_what_is_no_checkpoint_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(NoCheckpoint, match="检查点"):
        read_checkpoint(text)


KEPT = {"format": "anze-checkpoint-1", "ledger": "a" * 64, "seq": 5, "count": 5, "digest": "b" * 64, "at": "2026-03-02T01:05:00+00:00"}


@pytest.mark.parametrize("text", [
    json.dumps(KEPT | {"seq": 10 ** 30, "count": 10 ** 30}), json.dumps(KEPT | {"seq": 10 ** 30}), json.dumps(KEPT | {"count": 4}),
    json.dumps(KEPT | {"count": "5"}), json.dumps(KEPT | {"seq": -5, "count": -5}), json.dumps(KEPT | {"seq": True, "count": True}),
    json.dumps(KEPT | {"at": "0001-01-01T00:00:00+08:00"}), json.dumps(KEPT).replace("5,", "1e999,", 1), "[" * 100_000, '{"a":' * 100_000, "5", '"x"'],
    ids=lambda text: text[:30])
def test_what_a_checkpoint_cannot_say_is_refused_in_the_form_too(cast: Cast, text: str) -> None:
    assert read_checkpoint(json.dumps(KEPT)).seq == 5
    with pytest.raises(NoCheckpoint, match="请"):
        read_checkpoint(text)
    answer = cast.client("审计").post("/verify/", {"checkpoint": SimpleUploadedFile("检查点.json", text.encode())})
    assert answer.status_code == 422
    assert "检查点" in answer.content.decode()


@pytest.mark.parametrize("texts", [True, False])
def test_an_auditor_checks_an_export_with_nothing_but_python(cast: Cast, tmp_path: Path, texts: bool) -> None:
    erase(None, NOW, Entry.objects.get(seq=3), reason="决定书")
    for number in range(2):
        add_officer(None, NOW, code=f"p9{number}", name="子某")
    export, kept = tmp_path / "ledger.jsonl", tmp_path / "kept.json"
    assert ended("export", "--to", str(export), "--texts" if texts else "--no-texts") == 0
    assert ended("checkpoint", "--to", str(kept)) == 0

    def alone(*paths: Path) -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-I", "-S", str(ALONE), *map(str, paths)], capture_output=True, env={"PYTHONUTF8": "1"}, check=False)
        return done.returncode, done.stdout.decode() + done.stderr.decode()

    assert ("甲某" in export.read_text("utf-8")) is texts
    status, said = alone(export, kept)
    assert (status, "结论：全部相符" in said) == (0, True)
    status, said = alone(export)
    assert (status, "只能证明内部一致" in said) == (0, True)
    lines = export.read_text("utf-8").splitlines(keepends=True)
    export.write_text("".join(lines[:-2]), "utf-8")
    status, said = alone(export, kept)
    assert (status, "末尾被截去" in said) == (1, True)
    assert alone(export)[0] == 0  # exactly what cannot be seen without a checkpoint
    assert alone(kept)[0] == alone(tmp_path / "nothing")[0] == 2


def test_both_verifiers_say_the_same_of_a_changed_ledger(cast: Cast) -> None:
    kept = head_now(NOW)
    assert kept is not None
    connection.check_constraints()
    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_entry SET verb = '登记单位x' WHERE seq = 2")
        cursor.execute("UPDATE record_sealed SET text = '{}' WHERE entry_id = 5")
    here = [fault.what for fault in verify([kept]).faults]
    _, _, there = verify_ledger.check(exported(texts=True), [kept.written()])
    assert here == there == ["第 2 条被改动过", "第 5 条的内容被改动过"]


def test_a_missing_guard_is_told(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    connection.check_constraints()
    guards.lift(connection)
    assert ended("verify") == 1
    assert "只增保护" in capsys.readouterr().out


def test_the_command_erases_only_with_a_reason_and_an_account(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("erase", "3", "--reason", "决定书", "--by", "没有这人", "--yes") == 2
    assert ended("erase", "9999", "--reason", "决定书", "--by", "审计", "--yes") == 2
    assert ended("erase", "3", "--reason", " ", "--by", "审计", "--yes") == 2
    assert ended("erase", "3", "--reason", "决定书", "--by", "审计", "--yes") == 0
    assert ended("erase", "3", "--reason", "决定书", "--by", "审计", "--yes") == 2
    assert "已经擦除" in capsys.readouterr().err
    assert ended("verify") == 0


def test_a_refusal_of_the_verifier_stands_alone_and_names_the_file(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = list(exported(texts=True))
    whole, changed, junk = (tmp_path / name for name in ("whole.jsonl", "changed.jsonl", "junk.json"))
    whole.write_text("".join(one if one.endswith("\n") else one + "\n" for one in lines), encoding="utf-8")
    changed.write_text(whole.read_text("utf-8").replace('"verb":"', '"verb":"改', 1), encoding="utf-8")
    junk.write_text("{", encoding="utf-8")
    assert verify_ledger.main([str(whole)]) == 0 and "只能证明内部一致" in capsys.readouterr().out
    assert verify_ledger.main([str(changed)]) == 1
    said = capsys.readouterr().out
    assert "内部一致" not in said and said.rstrip().splitlines()[-1].startswith("结论：有")
    assert verify_ledger.main(["--checkpoint", str(junk), str(whole)]) == 2 and f"读不懂：{junk}：" in capsys.readouterr().err
    assert verify_ledger.main([str(junk)]) == 2 and f"读不懂：{junk}：" in capsys.readouterr().err
