"""A statement: numbered, as Word and PDF, bound by its digest, checkable by anybody who has it in his hand, in no register of others."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anze.access.rights import rights_of
from anze.acts.evidence import store
from anze.papers.actions.numbering import void
from anze.papers.models import Issued, Number
from anze.papers.policies import may_see
from anze.papers.queries.found import named
from anze.papers.queries.register import paper_seen
from anze.publication.queries.checking import checked
from anze.record.models import Entry
from anze.vetting.actions.stating import issue_statement
from anze.vetting.models import Enquiry, Statement
from anze.vetting.queries.statements import grouped
from anze.vetting.snapshots import canonical, digest_of, part_of, states
from tests.apps.vetting.telling import NOW, asked, inspected
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def issued(cast: Cast, *names: str, of: str = "", **more: Any) -> Statement:
    return issue_statement(cast.account["组织部"], NOW, asked(cast, *names, **more), of)


def words_of(made: Statement) -> list[str]:
    return [one.text for one in Document(BytesIO(store.place(made.paper.word.sha256).read_bytes())).paragraphs]


def number_of(made: Statement) -> str:
    assert made.paper.number is not None
    return made.paper.number.text


def test_the_word_says_what_was_answered_with_number_and_digest(cast: Cast) -> None:
    inspected(cast, "甲某", "英德", "2026-04-10")
    made = issued(cast, "甲某", "丁某")
    said = words_of(made)
    assert number_of(made) == "英德组考察〔2026〕1号"
    for words in ("中共英德市委组织部文件", "英德组考察〔2026〕1号", "考察情况说明", "一、甲某（英德市党委主要负责人）", "二、丁某（望埠镇党委主要负责人）",
                  f"内容摘要（SHA-256）：{grouped(made.digest)}", "2026年6月15日"):
        assert words in said
    assert any(one.startswith("履职记录：") and "2026年，按期完成1项" in one for one in said)
    assert "因拟任（提拔、进一步使用、转任重要职务）（英组〔2026〕5号），依照《" in said[said.index("考察情况说明") + 1]
    assert made.paper.pdf.size > 1000


def test_a_statement_of_one_says_nothing_of_the_others(cast: Cast) -> None:
    made = issued(cast, "甲某", "丁某", of="o-p4")
    text = "\n".join(words_of(made))
    assert "丁某" in text
    assert "甲某" not in text + made.body
    assert made.digest != made.enquiry.digest


def test_whoever_holds_it_checks_it_by_the_digest_printed_on_it_or_by_its_files(cast: Cast) -> None:
    made = issued(cast)
    for digest in (made.digest, grouped(made.digest), made.digest[:16], made.paper.word.sha256, made.paper.pdf.sha256):
        assert checked(number_of(made), digest).same
    other = "0" if made.digest[0] != "0" else "1"
    assert not checked(number_of(made), other + made.digest[1:]).same
    assert not checked("英德组考察〔2026〕2号", made.digest).same


def test_whoever_checks_it_reads_the_organ_that_is_printed_on_it(cast: Cast, client: Any) -> None:
    made = issued(cast)
    [told] = checked(number_of(made), made.digest).papers
    assert told.by == "中共英德市委组织部"
    assert told.by in words_of(made)
    assert told.by in client.get("/public/check/", {"number": number_of(made), "digest": made.digest}).content.decode()


def test_a_letterhead_that_changes_later_changes_no_issued_organ(cast: Cast) -> None:
    made = issued(cast)
    cast.unit["英德"].__class__.objects.filter(pk=cast.unit["英德"].pk).update(name="英州市")
    assert checked(number_of(made), made.digest).papers[0].by == "中共英德市委组织部"


def test_it_is_issued_once_and_anew_only_when_its_number_was_voided(cast: Cast) -> None:
    enquiry = asked(cast)
    first = issue_statement(cast.account["组织部"], NOW, enquiry)
    assert issue_statement(cast.account["组织部"], NOW, enquiry) == first
    assert first.paper.number is not None
    void(cast.account["组织部"], NOW, first.paper.number, "写错用途")
    again = issue_statement(cast.account["组织部"], NOW, enquiry)
    assert (again != first, number_of(again)) == (True, "英德组考察〔2026〕2号")
    assert again.digest == first.digest
    assert not checked(number_of(first), first.digest).same


def test_an_answer_that_was_tampered_with_is_not_stated(cast: Cast) -> None:
    enquiry = asked(cast)
    Enquiry.objects.filter(pk=enquiry.pk).update(snapshot=enquiry.snapshot.replace('"pending":false', '"pending":true', 1))
    before = Entry.objects.count()
    with pytest.raises(ValidationError, match="与它的摘要不符"):
        issue_statement(cast.account["组织部"], NOW, Enquiry.objects.get(pk=enquiry.pk))
    assert (Entry.objects.count(), Number.objects.count()) == (before, 0)


def test_the_statement_kept_is_a_part_of_the_answer_kept(cast: Cast) -> None:
    made = issued(cast, "甲某", "丁某", of="o-p4")
    assert states(made.body, made.digest, made.enquiry.snapshot, "o-p4")
    assert not states(made.body, made.digest, made.enquiry.snapshot, "o-p1")
    with pytest.raises(ValidationError, match="没有查这个对象"):
        issue_statement(cast.account["组织部"], NOW, made.enquiry, "o-p9")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(max_size=8), st.integers() | st.text(max_size=8), max_size=5), st.integers(min_value=0, max_value=400))
def test_any_change_to_what_is_stated_is_found(more: dict[str, Any], place: int) -> None:
    said = {"subjects": [{"key": "o-1", "said": more}, {"key": "o-2", "said": {}}], "as_of": "2026-06-15"}
    snapshot, body = canonical(said), canonical(part_of(said, "o-1"))
    assert states(body, digest_of(body), snapshot, "o-1")
    other = {**part_of(said, "o-1"), "as_of": f"2026-06-{place % 28 + 1:02}x"}
    assert not states(canonical(other), digest_of(body), snapshot, "o-1")
    assert not states(canonical(other), digest_of(canonical(other)), snapshot, "o-1")


@pytest.mark.parametrize("name", ["英德安委办", "市安委办", "市安委办主任", "甲", "纪委", "审计", "应急局联络员", "清新安委办"])
def test_no_register_shows_it_to_others(cast: Cast, name: str) -> None:
    made = issued(cast)
    rights, client = rights_of(cast.account[name]), cast.client(name)
    assert not Issued.objects.visible_to(rights).filter(pk=made.paper.pk).exists()
    assert paper_seen(rights, made.paper.pk) is None
    assert named(number_of(made), rights, 9) == named("考察情况说明", rights, 9) == []
    for address in ("/papers/", "/papers/numbers/", "/papers/?excel=1"):
        answer = client.get(address)
        text = answer.content.decode(errors="ignore")
        assert "考察情况说明" not in text
        assert "组考察" not in text
    for address in (f"/papers/{made.paper.pk}/", f"/papers/{made.paper.pk}/word/", f"/papers/{made.paper.pk}/pdf/", f"/papers/{made.paper.pk}/page/1/"):
        assert client.get(address).status_code == 404, address


def test_the_department_itself_opens_it(cast: Cast) -> None:
    made = issued(cast)
    client = cast.client("组织部")
    assert may_see(rights_of(cast.account["组织部"]), "vetting_statement", str(made.uid))
    for address in (f"/papers/{made.paper.pk}/", f"/papers/{made.paper.pk}/word/", f"/papers/{made.paper.pk}/pdf/"):
        assert client.get(address).status_code == 200


def test_its_entries_in_the_ledger_name_nobody(cast: Cast) -> None:
    before = Entry.objects.count()
    issued(cast, "甲某", "丁某", of="o-p4")
    entries = list(Entry.objects.filter(seq__gt=before).select_related("sealed"))
    assert [one.verb for one in entries] == ["考察查询", "取发文号", "印发公文", "出具考察情况说明"]
    for one in entries:
        assert "丁某" not in one.sealed.text + one.object_id + one.on_behalf
        assert "p4" not in json.dumps(json.loads(one.sealed.text)["after"], ensure_ascii=False)


def test_an_answer_as_known_before_its_day_is_not_stated(cast: Cast) -> None:
    enquiry = asked(cast)
    Enquiry.objects.filter(pk=enquiry.pk).update(known_at=date(2024, 1, 1))  # one given before such questions were refused
    with pytest.raises(ValidationError, match="会误列为逾期"):
        issue_statement(cast.account["组织部"], NOW, Enquiry.objects.get(pk=enquiry.pk))
    assert not Number.objects.exists()
