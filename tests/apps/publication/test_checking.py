"""Checking a document: the number and the digest, or the number alone, or the file; who guesses learns nothing. The ledger's head of each day is public."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import transaction

from anze.acts.evidence import store
from anze.letters.queries.papers import digest_of
from anze.papers.actions.issuing import issue_kind
from anze.papers.builtin import examples
from anze.papers.kinds import CLOSED, KINDS
from anze.papers.models import Issued
from anze.people.moment import SHANGHAI
from anze.publication.policies import CHECK_KINDS
from anze.publication.queries.checking import checked
from anze.record.actions import Change, record
from anze.record.models import Entry
from tests.apps.letters.telling import generated
from tests.cast import Cast

NOW = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def paper(cast: Cast) -> Issued:
    fields = {name: value for name, value in examples("circular").items() if name != "文号"}
    return issue_kind(cast.account["市安委办"], NOW, "circular", ("interview", "yt-1"), cast.unit["清远"], fields)


def number_of(paper: Issued) -> str:
    assert paper.number is not None
    return paper.number.text


def test_number_and_digest_of_either_file_fit(paper: Issued) -> None:
    for blob in (paper.word, paper.pdf):
        for digest in (blob.sha256, blob.sha256[:16], blob.sha256.upper()[:20], f" {blob.sha256[:8]} {blob.sha256[8:16]} "):
            told = checked(number_of(paper), digest)
            assert (told.same, told.papers[0].number, told.papers[0].by) == (True, number_of(paper), "清远市安全生产委员会办公室")


def test_brackets_are_taken_however_they_are_typed(paper: Issued) -> None:
    text = number_of(paper)
    for typed in (text.replace("〔", "[").replace("〕", "]"), text.replace("〔", "（").replace("〕", "）"), f" {text} "):
        assert checked(typed, paper.pdf.sha256).same


def test_whoever_holds_the_paper_checks_it_by_its_number_alone(paper: Issued, client: Any) -> None:
    told = checked(number_of(paper))
    assert (told.outcome, [(one.kind, one.by, one.number, one.day) for one in told.papers]) == ("issued", [
        ("情况通报", "清远市安全生产委员会办公室", number_of(paper), paper.day)])
    assert paper.title not in str(told)
    page = client.get("/public/check/", {"number": number_of(paper)}).content.decode()
    assert "情况通报" in page
    assert "成文日期" in page
    assert paper.title not in page
    assert paper.word.sha256 not in page
    assert checked("清安委办〔2026〕999号").outcome == "no"


def test_a_digest_that_does_not_fit_says_that_the_contents_differ(paper: Issued) -> None:
    told = checked(number_of(paper), "0" * 64)
    assert (told.outcome, len(told.papers)) == ("no", 1)
    assert "登记的内容与您手里的不同" in told.words


def test_of_kinds_that_are_not_on_the_list_who_guesses_learns_nothing(paper: Issued) -> None:
    Issued.objects.filter(pk=paper.pk).update(kind="vetting_statement")
    for digest in ("", "0" * 64):
        never, other = checked("清安委办〔2026〕999号", digest), checked(number_of(paper), digest)
        assert (never.words, never.papers, never.outcome) == (other.words, (), "no")
    assert checked(number_of(paper), paper.pdf.sha256).same  # whoever has the file knows already


def test_the_list_of_kinds_is_of_kinds_that_there_are_and_none_that_is_closed() -> None:
    assert set(KINDS) - CLOSED >= CHECK_KINDS


def test_a_voided_number_is_none(paper: Issued) -> None:
    assert paper.number is not None
    type(paper.number).objects.filter(pk=paper.number.pk).update(voided_at=NOW, void_reason="错发")
    assert checked(number_of(paper)).outcome == "no"


def test_a_letter_is_checked_by_the_code_on_its_pages(cast: Cast, client: Any) -> None:
    letter = generated(cast)["yd party"]
    told = checked(letter.code)
    assert [(one.kind, one.by, one.stands) for one in told.papers] == [(f"{letter.year}年安全生产责任书", letter.superior.name, "")]
    assert checked(letter.code.replace("-", " ").lower()).outcome == "issued"
    wrong = letter.code[:-1] + str((int(letter.code[-1]) + 1) % 10)
    assert "最后一位是校验位" in checked(wrong).words
    assert checked(letter.code, digest_of(letter)).same
    assert not checked(letter.code, "0" * 64).same
    type(letter).objects.filter(pk=letter.pk).update(voided_at=NOW, reason="写错")
    page = client.get("/public/check/", {"number": letter.code}).content.decode()
    assert "已经作废" in page
    assert letter.subordinate.name not in page


@pytest.mark.parametrize("form", ["docx", "pdf", "all"])
def test_the_file_of_a_letter_fits_as_it_was_given_and_changed_it_does_not(cast: Cast, client: Any, form: str) -> None:
    letter = generated(cast)["yd party"]
    client.force_login(cast.account["市安委办"])
    address = f"/letters/of/{letter.superior.code}/{letter.year}/all.pdf" if form == "all" else f"/letters/{letter.code}/letter.{form}"
    content = client.get(address).getvalue()
    told = Entry.objects.filter(verb="给出责任书文件", object_id=letter.code)
    assert told.count() == 1
    client.get(address)
    assert told.count() == 1  # the same file again is no news
    client.logout()

    def sent(what: bytes) -> str:
        return str(client.post("/public/check/", {"number": letter.code, "file": BytesIO(what)}).content.decode())
    assert "相符：与发文登记的文件一致" in sent(content)
    assert "不相符" in sent(content + b" ")


@pytest.mark.parametrize(("number", "digest", "words"), [("3号", "0" * 64, "字号写得不对"), ("清安委办〔2026〕3号", "0" * 15, "前 16 位"),
                                                         ("清安委办〔2026〕3号", "g" * 64, "数字和字母"), ("清安委办〔2026〕3号", "0" * 65, "前 16 位")])
def test_what_is_typed_wrong_is_told(db: None, number: str, digest: str, words: str) -> None:
    assert words in checked(number, digest).words


def test_the_file_itself_fits_and_a_changed_one_does_not(paper: Issued, client: Any) -> None:
    content = store.place(paper.pdf.sha256).read_bytes()

    def sent(data: bytes) -> str:
        file = BytesIO(data)
        file.name = "公文.pdf"
        return client.post("/public/check/", {"number": number_of(paper), "file": file}).content.decode()
    assert "相符：与发文登记的文件一致" in sent(content)
    assert "不相符" in sent(content + b" ")


def test_a_file_that_is_too_large_is_refused(db: None, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anze.publication.forms.LARGEST", 10)
    file = BytesIO(b"x" * 11)
    file.name = "大.pdf"
    assert "不会是这里发出的公文" in client.post("/public/check/", {"number": "清安委办〔2026〕3号", "file": file}).content.decode()


def test_the_head_of_each_day_that_is_over_is_public(cast: Cast, client: Any) -> None:
    for days in (3, 1, 0):
        with transaction.atomic():
            record(Change(at=NOW - timedelta(days=days), actor=None, verb="试", object_type="ledger", object_id="x"))
    shown = [(one["day"], one["count"], one["digest"]) for one in client.get("/public/ledger.json").json()["heads"]]
    expected = [(str((NOW - timedelta(days=days)).date()), entry.seq, entry.digest)
                for days, entry in ((1, Entry.objects.order_by("-seq")[1]), (3, Entry.objects.order_by("-seq")[2]))]
    assert shown == expected
    assert expected[0][2] in client.get("/public/ledger/").content.decode()


def test_the_statute_stands_in_plain_words_beside_its_own(db: None, client: Any) -> None:
    page = client.get("/public/statute/21/").content.decode()
    assert "30日内发生2起以上较大生产安全事故的" in page
    assert "通俗地说" in page
    assert "第二十一条第二款（二）" in page
    assert client.get("/public/statute/99/").status_code == 404
    assert "/public/statute/30/" in client.get("/public/statute/?q=尽职免责").content.decode()
