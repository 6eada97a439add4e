"""The files of a pack: what lies in it, the same bytes for the same asked, nothing that the account may not read."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import time_machine
from django.http import Http404

from anze.access.rights import rights_of
from anze.acts.actions.recording import record_act
from anze.acts.told import Told
from anze.documents.glyphs import lacking
from anze.documents.official import Table
from anze.documents.titles import title_lines
from anze.dossiers.archive import Head
from anze.dossiers.asked import Asked
from anze.dossiers.pieces import Piece
from anze.dossiers.queries.contents import contents
from anze.dossiers.queries.data import FILES
from anze.dossiers.queries.paper import MARKS, _row, official_of
from anze.dossiers.queries.parts import Line, Part, lamp_of
from anze.register.actions import begin_tenure, end_tenure
from tests.apps.accidents.telling import at
from tests.apps.dossiers.telling import DAY, TODAY, did_everything, inspection, pack_of, with_file
from tests.cast import Cast
from tests.hostile.office import pdf

HEAD = Head(4711, "0123456789abcdef" * 4)
ASKED = Asked("p4", DAY, date(2026, 8, 1))


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at(TODAY, 10), tick=False):
        yield


def made(cast: Cast, asked: Asked = ASKED, who: str = "纪委", today: date = TODAY, head: Head = HEAD) -> dict[str, Piece]:
    return {piece.path: piece for piece in contents(asked, rights_of(cast.account[who]), today, head).pieces}


def words(found: dict[str, Piece]) -> str:
    """All that the PDF says, as it is copied from it, without the ends of lines."""
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(found["证据包.pdf"].read())).replace("\r\n", "")


def test_the_paper_the_data_and_every_file_are_there(cast: Cast) -> None:
    acts = did_everything(cast)
    with_file(cast, acts["meeting", 3])
    found = made(cast)
    [path] = [one for one in found if one.startswith("files/")]
    assert path == f"files/{hashlib.sha256(pdf()).hexdigest()[:12]}-签到表.pdf"
    assert isinstance(found[path].content, Path)
    assert found[path].read() == pdf()
    assert {f"data/{name}.json" for name in FILES} < set(found)
    assert {"证据包.pdf", "证据包.docx", "说明.txt"} < set(found)
    assert list(found) == sorted(found)
    assert "files/：履职所附的佐证文件" in found["说明.txt"].read().decode()


def test_a_pack_without_evidence_says_that_it_has_no_such_folder(cast: Cast) -> None:
    did_everything(cast)
    found = made(cast)
    assert not [one for one in found if one.startswith("files/")]
    said = found["说明.txt"].read().decode()
    assert "包里没有 files/ 文件夹" in said and "files/：" not in said


def test_a_long_name_is_cut_so_that_every_disk_takes_it(cast: Cast) -> None:
    acts = did_everything(cast)
    with_file(cast, acts["meeting", 3], "长" * 130 + ".pdf")
    [path] = [one for one in made(cast) if one.startswith("files/")]
    assert len(path.encode()) <= 255
    assert path.endswith("长.pdf")


def test_no_word_on_paper_is_too_long_for_its_column(cast: Cast) -> None:
    acts = did_everything(cast)
    with_file(cast, acts["meeting", 3], "IMG_20260308_103455_scan_of_the_attendance_sheet.pdf")
    tables = [block for block in official_of(pack_of(cast), HEAD).body if isinstance(block, Table)]
    words = [word for table in tables for row in table.rows for cell in row for word in re.split(r"[^!-~]", cell)]
    assert max(map(len, words)) == 12
    assert any("scan_of" in cell.replace("\u200b", "") for table in tables for row in table.rows for cell in row)


def test_the_same_asked_gives_the_same_bytes_on_another_day(cast: Cast) -> None:
    acts = did_everything(cast)
    with_file(cast, acts["meeting", 3])
    first = {path: piece.read() for path, piece in made(cast).items()}
    with time_machine.travel(at(date(2026, 10, 9), 3), tick=False):
        again = {path: piece.read() for path, piece in made(cast, today=date(2026, 10, 9)).items()}
    assert first == again


def test_what_came_on_record_after_the_day_asked_changes_no_byte(cast: Cast) -> None:
    did_everything(cast)
    first = {path: piece.read() for path, piece in made(cast).items()}
    with_file(cast, inspection(cast, date(2026, 4, 28), recorded=date(2026, 8, 2)))
    assert {path: piece.read() for path, piece in made(cast).items()} == first
    assert {path: piece.read() for path, piece in made(cast, replace(ASKED, known_at=date(2026, 8, 2))).items()} != first


def test_the_data_say_both_sides_and_every_item_of_the_test(cast: Cast) -> None:
    did_everything(cast, (1, 2, 4, 5))
    inspection(cast, date(2026, 3, 9), recorded=date(2026, 7, 1))
    found = made(cast)
    duties = json.loads(found["data/duties.json"].read())
    [march] = [one for one in duties if one["period"] == "2026-03" and one["duty"].startswith("10.7")]
    assert (march["then"]["status"], march["since"]["status"], len(march["since"]["late"])) == ("missed", "backfilled", 1)
    test = json.loads(found["data/exemption.json"].read())["then"][0]
    assert len(test["items"]) == test["tested"] == 11
    assert sum(item["fails"] for item in test["items"]) == 2
    assert [one["rule"] for one in json.loads(found["data/since.json"].read())] == [march["duty"]]


def test_the_paper_says_whose_it_is_and_who_decides(cast: Cast) -> None:
    did_everything(cast)
    text = words(made(cast))
    assert "丁某履职证据包（2026年6月15日）" in text
    assert "查实后决定" in text
    assert "后来知道的" in text


def test_a_stranger_may_not_ask_and_the_person_may(cast: Cast) -> None:
    did_everything(cast)
    assert "证据包.pdf" in made(cast, who="丁")
    for who in ("壬", "甲", "英德安委办", "清新安委办", "组织部", "系统管理员"):
        with pytest.raises(Http404):
            made(cast, who=who)


def test_discipline_may_ask_only_of_who_held_a_post_in_its_tree_on_that_day(cast: Cast) -> None:
    assert made(cast, replace(ASKED, officer_code="p1"))
    with pytest.raises(Http404):
        made(cast, replace(ASKED, officer_code="p9"))  # of another county
    with pytest.raises(Http404):
        made(cast, replace(ASKED, day=date(2025, 2, 28)))  # a day before the tenure
    assert made(cast, replace(ASKED, day=date(2025, 3, 1)))


def test_acts_out_of_the_account_s_reach_are_named_without_title_and_files(cast: Cast) -> None:
    there = inspection_elsewhere(cast)
    asked = replace(ASKED, officer_code="p9")
    acts = json.loads(made(cast, asked)["data/acts.json"].read())
    assert (acts[there]["seen"], acts[there]["title"], acts[there]["files"]) == (False, "", [])
    assert (acts[there]["done_on"], acts[there]["recorded_on"]) == ("2026-02-12", "2026-02-12")
    acts = json.loads(made(cast, asked, who="壬")["data/acts.json"].read())
    assert (acts[there]["seen"], acts[there]["title"]) == (True, "排查某厂")


def inspection_elsewhere(cast: Cast) -> str:
    """Somebody of another county did something there before he came to a town of ours."""
    told = Told(type="inspection", unit=cast.unit["清新"], date=date(2026, 2, 12), place="某厂", title="排查某厂",
                participants=((cast.officer["壬某"], "lead"),))
    uid = record_act(cast.account["清新安委办"], at(date(2026, 2, 12), 18), told).uid
    end_tenure(None, at(date(2026, 4, 30)), cast.officer["壬某"].tenures.get(), end=date(2026, 4, 30))
    begin_tenure(None, at(date(2026, 5, 1)), officer=cast.officer["壬某"], unit=cast.unit["望埠"], post="other_leader", start=date(2026, 5, 1))
    return uid


def test_the_paper_bears_its_number_the_ledger_it_rests_on_who_made_it_and_until_when_it_tells(cast: Cast) -> None:
    text = words(made(cast))
    assert "生成：英德市纪检监察机关。截至2026年8月1日在案。" in text
    assert "第1条至第4711条" in text
    assert "01234567 89abcdef 01234567" in text
    assert "生成：丁某本人。" in words(made(cast, who="丁"))


@pytest.mark.parametrize(("changes", "same"), [({}, True), ({"head": Head(4712, "f" * 64)}, False), ({"who": "丁"}, False),
                                               ({"asked": replace(ASKED, known_at=date(2026, 8, 2))}, False), ({"asked": replace(ASKED, years=1)}, False)])
def test_two_papers_have_one_number_only_where_all_that_was_asked_is_the_same(cast: Cast, changes: Any, same: bool) -> None:
    numbers = [re.search(r"ZJ-\d+-[0-9A-F]{12}", words(found)) for found in (made(cast), made(cast, **changes))]
    assert all(numbers)
    assert len({one.group() for one in numbers if one}) == (1 if same else 2)


def test_a_digest_is_copied_from_the_paper_without_signs_that_are_not_seen(cast: Cast) -> None:
    acts = did_everything(cast)
    with_file(cast, acts["meeting", 3])
    digest = hashlib.sha256(pdf()).hexdigest()
    tables = [block for block in official_of(pack_of(cast), HEAD).body if isinstance(block, Table)]
    assert any(cell.replace(" ", "") == digest for table in tables for row in table.rows for cell in row)


def test_the_title_keeps_the_name_of_the_pack_whole(cast: Cast) -> None:
    title = official_of(pack_of(cast), HEAD).title
    assert all(("履职证据包" in line) or not set("证据包") & set(line) for line in title_lines(f"欧阳某某{title}"))


def test_every_lamp_on_paper_has_a_shape_of_its_own_beside_its_word_that_the_fonts_can_show(cast: Cast) -> None:
    assert lacking("".join(MARKS.values())) == ""
    said = [_row(Part("某"), Line((lamp_of(status),)))[0] for status in ("met", "backfilled", "missed", "pending")]
    assert [one[0] for one in said] == ["●", "▲", "■", "○"] and all(len(one) > 1 for one in said)
    assert _row(Part("某"), Line((lamp_of(None),))) == ("无此项",)
