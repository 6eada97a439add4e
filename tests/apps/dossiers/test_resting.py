"""What of the ledger goes with a pack: the entries of all that it rests on and its reader may see, and of nothing else (第三十条)."""

import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from anze.access.rights import rights_of
from anze.duties.actions.safety_lists import enter_list
from anze.duties.sources import entered, letter_id
from anze.interviews.actions.superior import record_superior
from anze.interviews.told import ToldSuperior
from anze.record import verify_ledger
from anze.record.actions.checkpoint import head_now
from anze.record.confidential import confidential_types
from anze.record.models import Entry
from tests.apps.accidents.telling import at, fall
from tests.apps.accountability import telling_cases as cases
from tests.apps.dossiers.telling import NOW, pressed
from tests.apps.letters.telling import generated
from tests.apps.supervision.telling import assigned, hand_in, of_unit
from tests.apps.vetting.telling import namesake
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("today")


def entries(archive: bytes) -> list[dict[str, Any]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return [json.loads(line) for line in found.read("ledger/entries.jsonl").splitlines()][1:]


def about(archive: bytes, kind: str) -> list[tuple[str, str]]:
    """Return the verbs and units of the entries about a kind of object."""
    return [(one["verb"], one["unit"]) for one in entries(archive) if one["object_type"] == kind]


def test_the_register_and_standing_duties_of_the_person_are_there(city: Cast) -> None:
    assert {one["object_type"] for one in entries(pressed(city))} == {"act", "evidence", "tenure", "officer", "contact", "dossier"}
    assert [one["on_behalf"] for one in entries(pressed(city)) if one["object_type"] == "contact"] == ["p4"]


def test_the_duty_list_of_the_department_is_there(city: Cast) -> None:
    for unit in ("应急局", "教育局"):
        enter_list(city.account["英德安委办"], at("2026-01-08"), unit=city.unit[unit], start=date(2026, 1, 8), safety_body="安全股", text="清单")
    assert [unit for _, unit in about(pressed(city, officer="p7"), "duty_list")] == ["yjj"]


def town_task(city: Cast) -> Any:
    """Have the county assign something to both towns, for which the heads of their governments answer; 望埠 reports it."""
    namesake(city)
    task = assigned(city, by="英德安委办", unit="英德", main="望埠", assists=("大站",), now=at("2026-03-02", 10))
    hand_in(city, of_unit(city, task, "望埠"), "2026-03-10", by="望埠安委办")
    return task


def test_a_task_is_there_with_what_its_own_unit_did(city: Cast) -> None:
    town_task(city)
    found = about(pressed(city, officer="p5"), "supervision")
    assert {unit for _, unit in found} == {"yd", "wb"}
    assert len(found) == Entry.objects.filter(object_type="supervision").exclude(unit="dz").count() >= 4


def test_an_interview_a_letter_and_the_accident_are_there(city: Cast) -> None:
    record_superior(city.account["市安委办"], at("2026-05-21"), ToldSuperior(unit=city.unit["望埠"], by_level="city", officers=(city.officer["丁某"],),
                                                                         date=date(2026, 5, 20)))
    generated(city, superior="英德", by="英德安委办", now=at("2026-02-02"))
    accident = fall(city, "2026-06-15", deaths=3)
    archive = pressed(city, accident=accident.code)
    assert [verb for verb, _ in about(archive, "superior_interview")] == ["登记上级约谈"]
    assert about(archive, "letter") == [("生成责任书", "wb")] * 2
    assert [one["object_id"] for one in entries(archive) if one["object_type"] == "accident"] == [accident.code]


def test_an_interview_after_the_day_that_the_pack_tells_of_is_there(city: Cast) -> None:
    record_superior(city.account["市安委办"], at("2026-07-21"), ToldSuperior(unit=city.unit["望埠"], by_level="city", officers=(city.officer["丁某"],),
                                                                         date=date(2026, 7, 20)))
    assert [verb for verb, _ in about(pressed(city), "superior_interview")] == ["登记上级约谈"]
    assert about(pressed(city, known_at="2026-07-20"), "superior_interview") == []


def test_nothing_is_there_that_came_on_record_after_the_day_known(city: Cast) -> None:
    town_task(city)
    early, later = (about(pressed(city, officer="p5", day="2026-03-05", known_at=day), "supervision") for day in ("2026-03-05", "2026-03-10"))
    assert len(later) == len(early) + 2  # signed for and reported on the 10th


def test_what_the_reader_may_not_see_is_not_there(city: Cast) -> None:
    task = town_task(city)
    generated(city, superior="英德", by="英德安委办", now=at("2026-02-02"))
    fall(city, "2026-06-15", deaths=3)
    [code] = [one.code for undertaking in task.undertakings.filter(unit=city.unit["望埠"]) for one in undertaking.people.all()][:1]
    stranger, letter = rights_of(city.account["清新安委办"]), letter_id("yd", "wb", "party", 2026)
    assert entered("tasks", [code], rights_of(city.account["纪委"]))
    assert entered("letters", [letter], rights_of(city.account["纪委"]))
    assert entered("tasks", [code], stranger) == entered("letters", [letter], stranger) == frozenset()


def test_no_entry_of_a_case_is_ever_there_not_even_for_discipline(city: Cast) -> None:
    cases.heard(city)
    kept = Entry.objects.filter(object_type__in=confidential_types() - {"dossier"})
    assert kept.exists()
    seqs = {one["seq"] for one in entries(pressed(city, officer="p1"))}
    assert not seqs & set(kept.values_list("seq", flat=True))


def test_such_a_pack_agrees_and_is_the_same_again(city: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    town_task(city)
    generated(city, superior="英德", by="英德安委办", now=at("2026-02-02"))
    archive = pressed(city, officer="p5")
    assert {"supervision", "letter"} <= {one["object_type"] for one in entries(archive)}
    pack, kept = tmp_path / "pack.zip", tmp_path / "kept.json"
    pack.write_bytes(archive)
    head: Any = head_now(NOW)
    kept.write_text(json.dumps(head.written()), "utf-8")
    assert verify_ledger.main([str(pack), "--checkpoint", str(kept)]) == 0
    assert "结论：全部相符" in capsys.readouterr().out
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert pressed(city, officer="p5") == archive


def test_the_note_for_whoever_checks_says_which_entries_are_there(city: Cast) -> None:
    with zipfile.ZipFile(io.BytesIO(pressed(city))) as found:
        note = found.read("核验说明.txt").decode()
    for words in ("挂点联系", "责任清单", "督办事项", "约谈", "责任书", "问责案件和考核的条目不附"):
        assert words in note
