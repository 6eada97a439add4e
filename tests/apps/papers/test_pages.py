"""The register of issued documents, numbers, files of cases, urging letters: by whom they are seen and what may be done with them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from python_calamine import CalamineWorkbook

from anze.access.rights import rights_of
from anze.acts.evidence import store
from anze.acts.evidence.examine import examined
from anze.acts.queries.evidence import disagreements
from anze.documents.reading import official_of
from anze.duties.models import Urge
from anze.papers import policies
from anze.papers.actions.filing import attach, strike
from anze.papers.actions.issuing import issue_kind
from anze.papers.actions.numbering import reserve, void
from anze.papers.builtin import examples
from anze.papers.models import Filed, Issued
from anze.papers.queries.files import case_files, files_of
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import Cast
from tests.hostile.office import pdf

NOW = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
CASE = ("trial_case", "sg-1")


@pytest.fixture(autouse=True)
def here(settings: Any, tmp_path: Path, time_machine: Any) -> None:
    settings.FILES = tmp_path / "files"
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def issued(cast: Cast) -> Issued:
    unit = cast.unit["英德"]
    said = examples("circular") | {"文号": "英德安委办情〔2026〕1号", "成文日期": date(2026, 11, 20)}
    return issue_kind(cast.account["英德安委办"], NOW - timedelta(days=1), "circular", CASE, unit, said)


@pytest.fixture
def case(cast: Cast) -> Iterator[None]:
    """A kind of case whose files the offices of 英德 see and add to."""
    yd = cast.unit["英德"]
    policies.register_case(CASE[0], lambda rights, _: rights.may("act.view", unit=yd), may_file=lambda rights, _: rights.may("act.record", unit=yd),
                           address=lambda object_id: f"/trial/{object_id}/", unit=lambda _: yd, purposes=("整改报告", "其他"))
    yield
    policies._CASES.pop(CASE[0])


def test_a_document_is_seen_by_its_unit_and_above_and_is_404_to_a_stranger(cast: Cast, issued: Issued) -> None:
    for name, status in (("英德安委办", 200), ("市安委办", 200), ("甲", 200), ("清新安委办", 404), ("壬", 404), ("系统管理员", 404)):
        client = cast.client(name)
        assert {client.get(f"/papers/{issued.pk}/{part}").status_code for part in ("", "word/", "pdf/", "page/1/")} == {status}, name
    page = cast.client("英德安委办").get(f"/papers/{issued.pk}/").content.decode()
    assert issued.pdf.sha256 in page
    assert "2026年11月20日" in page
    assert "2026年11月22日 10:00" in page  # both clocks


def test_files_are_given_to_be_saved_and_nothing_in_them_runs(cast: Cast, issued: Issued) -> None:
    for part, ending in (("word/", ".docx"), ("pdf/", ".pdf")):
        answer = cast.client("英德安委办").get(f"/papers/{issued.pk}/{part}")
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Disposition"].endswith(ending)
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_register_is_asked_by_filters_and_by_both_clocks(cast: Cast, issued: Issued) -> None:
    client = cast.client("市安委办")
    for query, found in (("", True), ("?kind=circular&state=standing&from=2026-11-20&to=2026-11-20&q=整改不力", True), ("?unit=yd", True), ("?unit=wb", False),
                         ("?kind=bulletin", False), ("?as_of=2026-11-19", False), ("?known_at=2026-11-21", False), ("?known_at=2026-11-22", True),
                         ("?state=voided", False)):
        assert (f"/papers/{issued.pk}/" in client.get(f"/papers/{query}").content.decode()) is found, query
    assert f"/papers/{issued.pk}/" not in cast.client("清新安委办").get("/papers/").content.decode()


def test_a_voided_document_stays_in_the_register_and_was_valid_until_then(cast: Cast, issued: Issued) -> None:
    client = cast.client("英德安委办")
    assert issued.number is not None
    at = f"/papers/numbers/{issued.number.pk}/void/"
    assert cast.client("清新安委办").get(at).status_code == 404
    assert client.post(at, {"reason": " "}).status_code == 422
    assert client.post(at, {"reason": "内容有误"}).status_code == 302
    assert client.get(at).status_code == 404
    page = client.get("/papers/").content.decode()
    assert "作废" in page
    assert f"/papers/{issued.pk}/" in client.get("/papers/?state=voided").content.decode()
    assert f"/papers/{issued.pk}/" not in client.get("/papers/?state=voided&known_at=2026-11-22").content.decode()
    assert "内容有误" in client.get(f"/papers/{issued.pk}/").content.decode()
    assert "内容有误" in client.get("/papers/numbers/").content.decode()


def test_the_register_goes_out_as_excel_with_voided_and_open_numbers(cast: Cast, issued: Issued) -> None:
    by, unit = cast.account["英德安委办"], cast.unit["英德"]
    void(by, NOW, reserve(by, NOW, unit, "英德安委办情", 2026), "取错了")
    reserve(by, NOW, unit, "英德安委办情", 2026)
    content = cast.client("英德安委办").get("/papers/?excel=1").content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    papers, numbers = (book.get_sheet_by_name(name).to_python() for name in ("发文登记", "文号"))
    assert papers[1][1:3] == ["英德安委办情〔2026〕1号", issued.title]
    assert [(row[1], row[6]) for row in numbers[1:]] == [(f"英德安委办情〔2026〕{ordinal}号", state)
                                                         for ordinal, state in ((3, "未印发"), (2, "作废"), (1, "有效"))]


@pytest.mark.parametrize("address", ["/papers/", "/papers/numbers/", "/papers/urging/", "/papers/templates/"])
def test_an_empty_page_says_what_to_do(cast: Cast, address: str) -> None:
    answer = cast.client("英德安委办").get(address)
    assert answer.status_code == 200
    assert "empty" in answer.content.decode() or address == "/papers/templates/"


def test_files_of_a_kind_of_case_nobody_spoke_for_are_seen_by_nobody(cast: Cast) -> None:
    filed = attach(cast.account["英德安委办"], NOW, ("unspoken", "1"), "材料", examined("a.pdf", len(pdf()), iter([pdf()])))
    assert cast.client("英德安委办").get(f"/case-files/{filed.pk}/").status_code == 404
    assert cast.client("英德安委办").post("/case-files/unspoken/1/add/", {"files": SimpleUploadedFile("a.pdf", pdf())}).status_code == 404


@pytest.mark.usefixtures("case")
def test_a_file_comes_into_the_case_is_kept_once_and_is_shown_to_those_who_may_see_the_case(cast: Cast) -> None:
    client = cast.client("英德安委办")
    for purpose in ("整改报告", "整改报告", "其他"):
        answer = client.post("/case-files/trial_case/sg-1/add/", {"files": SimpleUploadedFile("报告.pdf", pdf()), "purpose": purpose})
        assert answer["Location"] == "/trial/sg-1/#files"
    first, second = files_of(*CASE)
    assert (first.purpose, second.purpose, first.blob) == ("整改报告", "其他", second.blob)
    assert (first.unit, Entry.objects.filter(verb="归入案卷").count()) == (cast.unit["英德"], 2)
    for name, status in (("英德安委办", 200), ("甲", 200), ("清新安委办", 404), ("安全管理员", 404)):
        assert {cast.client(name).get(f"/case-files/{first.pk}/{part}").status_code for part in ("", "save/", "page/1/")} == {status}, name
    assert client.get(f"/case-files/{first.pk}/save/")["Content-Disposition"].startswith("attachment")
    assert list(disagreements()) == []


@pytest.mark.usefixtures("case")
def test_a_hostile_file_is_refused_by_name_and_the_others_come_in(cast: Cast) -> None:
    client = cast.client("英德安委办")
    client.post("/case-files/trial_case/sg-1/add/", {"files": [SimpleUploadedFile("坏.exe", b"MZ\x90"), SimpleUploadedFile("好.pdf", pdf())]})
    said = client.get("/papers/").content.decode()
    assert "坏.exe：这是程序" in said
    assert [one.name for one in files_of(*CASE)] == ["好.pdf"]


@pytest.mark.usefixtures("case")
def test_a_file_is_taken_down_with_a_reason_once_and_stays_listed(cast: Cast) -> None:
    filed = attach(cast.account["英德安委办"], NOW, CASE, "其他", examined("a.pdf", len(pdf()), iter([pdf()])), cast.unit["英德"])
    at = f"/case-files/{filed.pk}/remove/"
    assert cast.client("甲").get(at).status_code == 404
    client = cast.client("英德安委办")
    assert client.post(at, {"reason": ""}).status_code == 422
    assert client.post(at, {"reason": "传错了"}).status_code == 302
    assert client.get(at).status_code == 404
    assert "传错了" in client.get(f"/case-files/{filed.pk}/").content.decode()
    with pytest.raises(ValidationError, match="已经撤下"):
        strike(None, NOW, Filed.objects.get(), "再来")


@pytest.mark.usefixtures("case")
def test_the_parts_for_other_pages_list_files_and_take_another(cast: Cast) -> None:
    attach(cast.account["英德安委办"], NOW, CASE, "其他", examined("a.pdf", len(pdf()), iter([pdf()])))
    context = case_files(rights_of(cast.account["英德安委办"]), *CASE)
    assert "a.pdf" in render_to_string("papers/files/list.html", context)
    assert "/case-files/trial_case/sg-1/add/" in render_to_string("papers/files/form.html", context)
    assert render_to_string("papers/files/form.html", case_files(rights_of(cast.account["甲"]), *CASE)).strip() == ""


@pytest.mark.usefixtures("case")
def test_a_document_about_a_case_is_seen_by_those_who_may_see_the_case(cast: Cast) -> None:
    said = examples("circular") | {"文号": "清远安委办情〔2026〕1号"}
    made = issue_kind(cast.account["市安委办"], NOW, "circular", CASE, cast.unit["清远"], said)
    assert cast.client("英德安委办").get(f"/papers/{made.pk}/").status_code == 200  # the document of the unit above, about its case
    assert cast.client("清新安委办").get(f"/papers/{made.pk}/").status_code == 404


def test_an_urging_becomes_one_letter_a_unit_under_a_number(cast: Cast) -> None:
    by, town = cast.account["英德安委办"], cast.unit["望埠"]
    for name, period in (("丁某", "2026-10"), ("戊某", "2026-10"), ("丁某", "2026-Q3")):
        Urge.objects.create(officer=cast.officer[name], unit=town, duty="10.4", period=period, on=date(2026, 11, 23), at=NOW, by=by, text="请抓紧")
    client, at = cast.client("英德安委办"), "/papers/urging/wb/2026-11-23/"
    assert "望埠镇" in client.get("/papers/urging/").content.decode()
    assert "丁某、戊某" in client.get(at).content.decode()
    assert client.post(at, {"reply_by": "", "send": "1"}).status_code == 422
    draft = client.post(at, {"reply_by": "2026-11-30", "see": "1"})
    assert (draft["Content-Type"].endswith("document"), Issued.objects.count()) == (True, 0)
    answer = client.post(at, {"reply_by": "2026-11-30", "text": "请抓紧", "send": "1"})
    made = Issued.objects.get()
    assert answer["Location"] == f"/papers/{made.pk}/"
    assert (made.number.text if made.number else "", made.to, made.unit) == ("英德安委办函〔2026〕1号", "望埠镇", cast.unit["英德"])
    read = official_of(store.place(made.word.sha256).read_bytes())
    assert (read.letter, read.organ) == (True, "英德市安全生产委员会办公室")  # a letter's head is not the red one of a 文件 (GB/T 9704—2012, 10.1)
    assert client.post(at, {"reply_by": "2026-11-30", "send": "1"}).status_code == 200  # pressed twice: one letter
    assert Issued.objects.count() == 1
    assert cast.client("清新安委办").get(at).status_code == 404
    assert client.get("/papers/urging/wb/nonsense/").status_code == 404
