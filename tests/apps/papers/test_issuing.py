"""Numbers without gaps, documents that are kept by their content."""

from datetime import date, datetime
from io import BytesIO
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from docx import Document

from anze.acts.evidence import store
from anze.documents.official import Official
from anze.papers.actions.issuing import issue, issue_kind
from anze.papers.actions.numbering import reserve, void
from anze.papers.builtin import examples
from anze.papers.drafting import draft
from anze.papers.kinds import KINDS
from anze.papers.models import Issued, Number
from anze.papers.queries.letterheads import series_of
from anze.people.moment import SHANGHAI
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
OF = ("interview", "yt-1")


def test_numbers_follow_one_another_without_gaps_for_each_unit_series_and_year(cast: Cast) -> None:
    by, city, county = cast.account["市安委办"], cast.unit["清远"], cast.unit["英德"]
    given = [reserve(by, NOW, unit, series, year).text for unit, series, year in (
        (city, "清安委办约", 2026), (city, "清安委办约", 2026), (city, "清安委办约", 2027), (city, "清安委办函", 2026), (county, "清安委办约", 2026))]
    assert given == ["清安委办约〔2026〕1号", "清安委办约〔2026〕2号", "清安委办约〔2027〕1号", "清安委办函〔2026〕1号", "清安委办约〔2026〕1号"]


def test_a_number_of_a_transaction_that_failed_is_given_to_the_next(cast: Cast) -> None:
    by, unit = cast.account["市安委办"], cast.unit["清远"]
    with pytest.raises(RuntimeError), transaction.atomic():
        reserve(by, NOW, unit, "清安委办约", 2026)
        raise RuntimeError
    assert reserve(by, NOW, unit, "清安委办约", 2026).ordinal == 1
    assert Number.objects.count() == 1


def test_a_voided_number_stays_listed_with_its_reason_and_is_never_given_again(cast: Cast) -> None:
    by, unit = cast.account["市安委办"], cast.unit["清远"]
    first = reserve(by, NOW, unit, "清安委办约", 2026)
    with pytest.raises(ValidationError, match="请写明作废的原因"):
        void(by, NOW, first, " ")
    assert void(by, NOW, first, "内容有误").void_reason == "内容有误"
    with pytest.raises(ValidationError, match="已经作废，不用再作废"):
        void(by, NOW, first, "再来")
    with pytest.raises(ValidationError, match="已经作废，不能再用"):
        issue(by, NOW, "circular", OF, unit, Official(organ="某办文件", title="通报"), first)
    assert reserve(by, NOW, unit, "清安委办约", 2026).ordinal == 2
    assert Number.objects.filter(voided_at__isnull=False).count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drafted_from_its_built_in_text_and_issued_as_word_and_pdf(cast: Cast, kind: str) -> None:
    by, unit = cast.account["市安委办"], cast.unit["清远"]
    before = Entry.objects.count()
    made = issue_kind(by, NOW, kind, OF, unit, examples(kind) | {"文号": series_of(unit, kind) + "〔2026〕1号"})
    assert made.number is not None
    assert made.day == date(2026, 11, 23)
    text = "\n".join(line.text for line in Document(BytesIO(store.place(made.word.sha256).read_bytes())).paragraphs)
    assert made.number.text in text
    assert made.title in text.replace("\n", "")
    assert "{{" not in text
    assert store.place(made.pdf.sha256).read_bytes().startswith(b"%PDF-")
    assert Entry.objects.count() == before + 2  # the number and the document


def test_a_number_goes_onto_one_document_only(cast: Cast) -> None:
    by, unit = cast.account["市安委办"], cast.unit["清远"]
    number = reserve(by, NOW, unit, "清安委办情", 2026)
    official = draft("circular", unit, examples("circular") | {"文号": number.text})
    issue(by, NOW, "circular", OF, unit, official, number)
    with pytest.raises(ValidationError, match="已经用在另一份公文上"):
        issue(by, NOW, "circular", OF, unit, official, number)
    assert Issued.objects.count() == 1


def test_every_field_that_is_missing_is_named_at_once(cast: Cast) -> None:
    with pytest.raises(ValidationError) as fault:
        draft("circular", cast.unit["清远"], {"成文日期": date(2026, 11, 23)})
    named = [sentence.split("（")[0] for sentence in fault.value.messages]
    assert named == [f"缺“{name}”" for name in ("通报事项", "发往单位", "情况", "存在问题", "处理意见", "工作要求")]


def test_a_field_that_no_kind_has_is_a_fault_of_ours(cast: Cast) -> None:
    with pytest.raises(KeyError, match="没有这些字段：标题"):
        draft("circular", cast.unit["清远"], {"标题": "x"})


def test_a_document_is_made_in_a_second_and_a_months_bulletin_in_fifteen(cast: Cast) -> None:
    """By the processor's clock, so that a busy machine says nothing; the first one loads the fonts."""
    by, unit, said = cast.account["市安委办"], cast.unit["清远"], examples("bulletin")
    said.pop("文号")
    issue_kind(by, NOW, "bulletin", OF, unit, said)
    begin = process_time()
    small = issue_kind(by, NOW, "bulletin", OF, unit, said)
    middle = process_time()
    large = issue_kind(by, NOW, "bulletin", OF, unit, said | {"分地区": said["分地区"] * 60, "典型事故": [{"概况": "某厂发生事故，死亡一人。" * 20}] * 60})
    assert middle - begin < 1
    assert process_time() - middle < 15
    assert max(small.word.size, small.pdf.size, large.word.size, large.pdf.size) < 1_000_000
