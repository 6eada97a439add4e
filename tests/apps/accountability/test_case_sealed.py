"""No word of a case lies open: not in the database, its file, the store of files, the session, or what is left on the disk."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.urls import reverse

from anze.access.models import SealedText
from anze.access.sealing import CannotOpen
from anze.accountability.actions import finding, members, weighing
from anze.accountability.models import Case, CaseFile, Concerned, Fact
from anze.acts.evidence import store
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import (
    NOW,
    WORD,
    after_accident,
    concerned,
    contested,
    ended,
    heard,
    opened,
    served,
)
from tests.cast import Cast, make_cast
from tests.hostile.office import pdf


def everything(cast: Cast) -> Concerned:
    """Return a person on a case in which every text was written."""
    one = concerned(cast, case=after_accident(cast))
    by = cast.account["纪委"]
    members.add_member(cast.account["纪委乙"], NOW, one.case, cast.account["纪委丙"], "reviewer", reason=f"{WORD}审核")
    fact = finding.add_fact(by, NOW, one.case, on=date(2026, 3, 10), text=f"{WORD}事实")
    piece = finding.add_evidence(by, NOW, one.case, kind="other", text=f"{WORD}证据", place=f"{WORD}所在", fact=fact)
    weighing.add_circumstance(by, NOW, one, rule="29.p2", on=date(2026, 3, 11), text=f"{WORD}情节", evidence=[piece])
    weighing.test(by, NOW, one)
    served(cast, heard(cast, one))
    return ended(cast, contested(cast, one))


def every_value() -> str:
    """Return everything that the database holds, as text."""
    found = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_table_holds_a_word_of_a_case(cast: Cast) -> None:
    one = everything(cast)
    told = every_value()
    assert WORD not in told and json.dumps(WORD)[1:-1] not in told and WORD.encode().hex() not in told
    assert one.case.title.startswith(WORD) and told.count("A256GCM.") > 20


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_the_database_file_holds_a_word_of_a_case() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the file of SQLite")
    everything(make_cast())
    path = Path(str(connection.settings_dict["NAME"]))
    content = b"".join(one.read_bytes() for one in path.parent.glob(f"{path.name}*"))
    assert b"wz-" in content and WORD.encode() not in content


def test_every_text_of_a_case_is_sealed_and_every_other_column_is_a_code_a_day_or_a_key() -> None:
    from django.apps import apps

    open_texts = {f"{model.__name__}.{field.name}" for model in apps.get_app_config("accountability").get_models() for field in model._meta.get_fields()
                  if isinstance(field, models.CharField | models.TextField) and not isinstance(field, SealedText) and not field.choices}
    assert open_texts == {"Case.row", "Case.uid", "Case.rule", "Case.accident", "Case.ground_key", "Step.row", "Member.row", "Concerned.row", "Concerned.uid",
                          "Circumstance.row", "Circumstance.rule", "Circumstance.struck_reason", "Tested.row", "CaseFile.row", "CaseFile.media_type",
                          "CaseFile.struck_reason", "Fact.row", "Fact.rules", "Fact.struck_reason", "Evidence.row", "Evidence.struck_reason", "Decision.row",
                          "Decision.body", "Measure.accident", "Measure.struck_reason", "Served.row", "Statement.row", "Lifting.row", "Stop.row", "Remedy.row",
                          "Remedy.outcome_body", "CaseDraft.row", "CaseDraft.form",
                          *(f"GroundNote.{name}" for name in ("row", "uid", "key", "rule", "struck_reason"))}


def test_a_text_moved_to_another_row_or_field_does_not_open(cast: Cast) -> None:
    case = opened(cast)
    other = Fact.objects.create(case=case, date=date(2026, 3, 10), text="另一项", recorded_at=NOW)
    one = Fact.objects.create(case=case, date=date(2026, 3, 10), text="一项", recorded_at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accountability_fact SET text = (SELECT text FROM accountability_fact WHERE id = %s) WHERE id = %s", [one.pk, other.pk])
        cursor.execute("UPDATE accountability_case SET reasons = title WHERE id = %s", [case.pk])
    with pytest.raises(CannotOpen):
        _ = Fact.objects.get(pk=other.pk).text
    found = Case.objects.get(pk=case.pk)
    assert found.title.startswith(WORD)
    with pytest.raises(CannotOpen):
        _ = found.reasons


def test_a_sealed_text_is_never_written_past_its_row_nor_looked_for(cast: Cast) -> None:
    from django.core.exceptions import FieldError

    opened(cast)
    with pytest.raises(TypeError, match="sealed"):
        Case.objects.update(title="明文")
    with pytest.raises(FieldError):
        Case.objects.filter(title=WORD)
    with pytest.raises(FieldError):
        Case.objects.filter(title__icontains=WORD)


def test_without_the_key_a_case_page_says_what_to_do_instead_of_failing(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.SEALING_KEYS = tmp_path / "sealing_keys"
    case = opened(cast)
    settings.SEALING_KEYS.unlink()
    with time_machine.travel(at("2026-04-02", 9), tick=False):
        answer = cast.client("纪委").get(reverse("accountability:case", args=[case.uid]))
    assert answer.status_code == 403 and "恢复当时的密钥文件" in answer.content.decode()


def test_a_file_is_sealed_in_the_store_and_nothing_of_it_is_left_elsewhere(cast: Cast, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES, settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "files", str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0  # every upload goes by a file
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    case, content = opened(cast), pdf(f"/Lang ({WORD.encode().hex()})")
    with time_machine.travel(at("2026-04-02", 9), tick=False):
        client = cast.client("纪委")
        sent = client.post(reverse("accountability:case_files", args=[case.uid]),
                           {"attached": SimpleUploadedFile(f"{WORD}笔录.pdf", content, "application/pdf")})
        assert sent.status_code == 302, sent.content.decode()[sent.content.decode().find("error-summary"):][:600]
        file = CaseFile.objects.get()
        got = client.get(reverse("accountability:case_file", args=[case.uid, file.pk]))
        assert WORD.encode().hex().encode() in got.content and f"{WORD}笔录" in file.name
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path != settings.SEALING_KEYS]
    assert [path for path in kept if WORD.encode().hex().encode() in path.read_bytes() or WORD in path.name] == []
    assert store.place(file.blob.sha256) in kept and store.digest_of(store.place(file.blob.sha256)) == file.blob.sha256


def test_a_refused_upload_leaves_nothing_open_either(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path / "files"
    case = opened(cast)
    with time_machine.travel(at("2026-04-02", 9), tick=False):
        sent = cast.client("纪委").post(reverse("accountability:case_files", args=[case.uid]),
                                        {"attached": SimpleUploadedFile("x.exe", b"MZ" + WORD.encode() * 50, "application/pdf")})
    assert sent.status_code == 422
    assert [path for path in tmp_path.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()] == []


def test_the_session_holds_no_word_of_a_case(cast: Cast) -> None:
    case = opened(cast)
    with time_machine.travel(at("2026-04-02", 9), tick=False):
        client = cast.client("纪委")
        client.post(reverse("accountability:case_take", args=[case.uid, "fact"]), {"on": "2026-03-10", "text": f"{WORD}事实", "rules": "5.7"})
        client.get(reverse("accountability:case", args=[case.uid]))
    assert case.facts.get().text == f"{WORD}事实"
    sessions = json.dumps([session.get_decoded() for session in Session.objects.all()], ensure_ascii=False)
    assert WORD not in sessions and WORD not in str(client.cookies)
