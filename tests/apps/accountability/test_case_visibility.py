"""Nobody but those on a case learns that it exists, by whatever door: pages, lists, search, counts, ledger, exports, samples, files, messages, logs."""

import io
import logging
import zipfile
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from anze.access.permissions import AUDIT
from anze.accountability.actions import finding, members
from anze.accountability.models import Concerned, Reading, Served
from anze.acts.evidence.examine import examined
from anze.record.export import exported
from anze.record.models import Entry
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import NOW, WORD, concerned, discipline, heard, served
from tests.cast import Cast
from tests.hostile.office import pdf

OUTSIDE = ("纪委丁", "市纪委", "组织部", "市安委办", "市安委办主任", "英德安委办", "审计", "系统管理员", "安全管理员", "审计管理员", "甲的秘书", "乙", "壬")
WHEN = at("2026-04-23", 10)


@pytest.fixture
def whole(cast: Cast, settings: Any, tmp_path: Any) -> Concerned:
    """Return a person on a case that has everything: facts, evidence, a file, a decision that was served."""
    settings.FILES = tmp_path / "files"
    one = concerned(cast)
    discipline(cast, "市纪委", "清远")
    by = cast.account["纪委"]
    fact = finding.add_fact(by, NOW, one.case, on=date(2026, 3, 10), text=f"{WORD}：没有带队检查", rules="5.7")
    finding.add_evidence(by, NOW, one.case, kind="other", text=f"{WORD}：询问笔录", fact=fact)
    content = pdf(f"/Title ({WORD})")
    finding.add_files(by, NOW, one.case, [examined(f"{WORD}笔录.pdf", len(content), iter([content]))])
    return served(cast, heard(cast, one))


def every_page(one: Concerned) -> list[str]:
    """Return the addresses of a case that answer who is on it."""
    case, decision, paper = one.case, one.decisions.get(), Served.objects.filter(concerned=one).latest("pk")
    uid = [case.uid]
    return [reverse("accountability:case", args=uid), reverse("accountability:case_readings", args=uid),
            reverse("accountability:case_opening", args=[*uid, "docx"]),
            reverse("accountability:case_take", args=[*uid, "fact"]), reverse("accountability:case_take", args=[*uid, "member"]),
            reverse("accountability:case_files", args=uid), reverse("accountability:case_file", args=[*uid, case.files.get().pk]),
            reverse("accountability:case_strike", args=[*uid, "file", case.files.get().pk]),
            reverse("accountability:case_member_end", args=[*uid, case.members.order_by("pk")[0].pk, "leave"]),
            reverse("accountability:person", args=[one.uid]), reverse("accountability:person_take", args=[one.uid, "notify"]),
            reverse("accountability:person_paper", args=[one.uid, paper.pk, "docx"]),
            reverse("accountability:decision_paper", args=[one.uid, decision.pk, "docx"])]


def text_of(answer: Any) -> str:
    """Return the text of an answer, a workbook's or a Word file's too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return body.decode("utf-8", "replace")


def test_who_is_on_a_case_opens_every_page_of_it(cast: Cast, whole: Concerned) -> None:
    with time_machine.travel(WHEN, tick=False):
        client = cast.client("纪委")
        assert [path for path in every_page(whole) if client.get(path).status_code != 200] == []
        assert WORD in client.get(every_page(whole)[0]).content.decode()


def test_nobody_else_finds_a_case_whatever_his_role(cast: Cast, whole: Concerned) -> None:
    before = Reading.objects.count()
    with time_machine.travel(WHEN, tick=False):
        for client in map(cast.client, OUTSIDE):
            for path in every_page(whole):
                told, made_up = client.get(path), client.get(path.replace(whole.case.uid, "wz-2222222222").replace(whole.uid, "wz-3333333333"))
                assert told.status_code in {403, 404} and told.status_code == made_up.status_code, path
                assert client.post(path, {"reason": "试", "text": "试"}).status_code in {403, 404, 405}, path
                assert WORD not in told.content.decode()
    assert Reading.objects.count() == before


def test_no_list_count_search_or_export_tells_that_there_is_one(cast: Cast, whole: Concerned) -> None:
    uid, made_up = whole.case.uid, "wz-2222222222"
    plain = ["/", "/cases/", "/cases/?view=all", f"/cases/?view=all&q={uid}", f"/search/?q={uid}", f"/search/?q={WORD}", "/ledger/", f"/ledger/?object={uid}",
             "/ledger/?kind=case", "/ledger/?kind=case_reading", "/ledger/?format=xlsx", "/inbox/", "/papers/", f"/papers/?q={uid}", "/exports/", "/log/",
             "/attention/case_approvals/", "/attention/case_decisions/", "/attention/case_members/", "/attention/case_over/",
             "/verify/sample/?seed=1&of=400", f"/officers/{whole.officer.code}/", "/verify/"]
    with time_machine.travel(WHEN, tick=False):
        for name in OUTSIDE:
            client = cast.client(name)
            for path in plain:
                told = text_of(client.get(path))
                echoed = text_of(client.get(path.replace(uid, made_up))).count(made_up) if uid in path else 0  # what was asked stands in the field again
                assert told.count(uid) == echoed, (name, path)
                assert "案件办理" not in told and (f"={WORD}" in path or WORD not in told), (name, path)


def test_the_ledger_s_entries_of_a_case_are_for_its_members_alone(cast: Cast, whole: Concerned) -> None:
    entries = list(Entry.objects.filter(object_type="case").values_list("seq", flat=True))
    discipline(cast, "市纪委二", "清远")
    members.add_member(cast.account["纪委乙"], NOW, whole.case, cast.account["市纪委"], "reviewer", reason="上级指导")
    with time_machine.travel(WHEN, tick=False):
        assert cast.client("市纪委").get(f"/ledger/{entries[0]}/").status_code == 200
        for name in ("市纪委二", "审计"):
            assert [seq for seq in entries if cast.client(name).get(f"/ledger/{seq}/").status_code != 404] == []
        sampled = cast.client("审计").get(f"/verify/sample/?seed=1&of={entries[-1]}").content.decode()
        assert whole.case.uid not in sampled and "案件办理" not in sampled


def test_an_export_of_the_ledger_with_its_texts_holds_no_word_of_a_case(cast: Cast, whole: Concerned) -> None:
    told = "".join(exported(texts=True))
    assert whole.case.uid in told  # the chain is whole
    assert WORD not in told and "批准立案" not in told and "监委" not in told


def test_recusal_takes_a_case_away_at_once(cast: Cast, whole: Concerned) -> None:
    members.add_member(cast.account["纪委"], NOW, whole.case, cast.account["纪委丙"], "handler", reason="接手")
    client = cast.client("纪委")
    with time_machine.travel(WHEN, tick=False):
        path = reverse("accountability:case", args=[whole.case.uid])
        assert client.get(path).status_code == 200
        own = whole.case.members.get(account=cast.account["纪委"])
        answer = client.post(reverse("accountability:case_member_end", args=[whole.case.uid, own.pk, "recuse"]), {"reason": "亲属关系"})
        assert answer.status_code == 302 and answer["Location"] == reverse("accountability:cases")
        assert client.get(path).status_code == 404 and whole.case.uid not in client.get("/cases/?view=all").content.decode()


def test_each_reading_of_a_page_a_paper_or_a_file_is_recorded_once(cast: Cast, whole: Concerned) -> None:
    with time_machine.travel(WHEN, tick=False):
        client = cast.client("纪委")
        for path in every_page(whole):
            readings, entries = Reading.objects.count(), Entry.objects.filter(object_type="case_reading").count()
            assert client.get(path).status_code == 200
            assert Reading.objects.count() == readings + 1, path
            assert Entry.objects.filter(object_type="case_reading").count() == entries + 1, path
        last = Reading.objects.latest("pk")
        assert (last.account, last.case, last.at) == (cast.account["纪委"], whole.case, WHEN)
        assert Entry.objects.get(seq=last.entry).object_id == whole.case.uid


def test_a_page_whose_reading_cannot_be_recorded_is_refused(cast: Cast, whole: Concerned, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def broken(*args: Any) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr("anze.accountability.actions.reading.record", broken)
    before = Reading.objects.count()
    with time_machine.travel(WHEN, tick=False):
        for path in every_page(whole):
            answer = cast.client("纪委").get(path)
            assert answer.status_code == 403 and WORD not in answer.content.decode() and "查阅记录写不进去" in answer.content.decode(), path
    assert Reading.objects.count() == before


def test_the_auditing_administrator_sees_who_read_which_case_and_nothing_else(cast: Cast, whole: Concerned) -> None:
    with time_machine.travel(WHEN, tick=False):
        cast.client("纪委").get(every_page(whole)[0])
        told = cast.client("审计管理员").get("/cases/readings/").content.decode()
    assert whole.case.uid in told and "纪委" in told and "2026年4月23日 10:00" in told
    assert WORD not in told and whole.officer.name not in told and whole.uid not in told
    assert cast.account["审计管理员"].grants.get().role == AUDIT
    for name in ("纪委", "系统管理员", "安全管理员", "审计", "市安委办主任"):
        assert cast.client(name).get("/cases/readings/").status_code == 403


def test_the_record_of_readings_names_nobody_whom_a_case_is_about(cast: Cast, whole: Concerned) -> None:
    himself = cast.account["甲"]
    with time_machine.travel(WHEN, tick=False):
        assert cast.client("甲").get(reverse("accountability:own", args=[whole.uid])).status_code == 200
        paper = Served.objects.filter(concerned=whole).latest("pk")
        assert cast.client("甲").get(reverse("accountability:own_paper", args=[whole.uid, paper.pk, "docx"])).status_code == 200
        auditor = cast.client("审计管理员")
        told = auditor.get("/cases/readings/").content.decode()
        assert told.count("被送达的本人</th>") == Reading.objects.filter(account=himself).count() == 2
        assert f">{himself.name}<" not in told and f">{himself.username}<" not in told
        for who in (himself.name, himself.username):
            assert "没有符合条件的查阅" in auditor.get("/cases/readings/", {"who": who}).content.decode()
        assert "纪委" in auditor.get("/cases/readings/", {"who": "纪委"}).content.decode()
        assert f">{himself.name}<" in cast.client("纪委").get(reverse("accountability:case_readings", args=[whole.case.uid])).content.decode()


def test_every_page_bears_the_reader_s_name_and_the_time(cast: Cast, whole: Concerned) -> None:
    with time_machine.travel(WHEN, tick=False):
        client = cast.client("纪委")
        for path in (every_page(whole)[0], every_page(whole)[9], reverse("accountability:case_readings", args=[whole.case.uid])):
            told = client.get(path)
            assert "纪委（纪委） 2026年4月23日 10:00" in told.content.decode(), path
            assert told["Cache-Control"] == "private, no-store" and "style=" not in told.content.decode()
        assert "纪委（纪委） 2026年4月23日 10:00" in text_of(client.get(every_page(whole)[2]))


def test_a_session_idle_for_ten_minutes_is_over_before_a_case_opens(cast: Cast, whole: Concerned) -> None:
    client = cast.client("纪委")
    path = every_page(whole)[0]
    with time_machine.travel(WHEN, tick=False) as clock:
        assert client.get(path).status_code == 200
        clock.shift(9 * 60 + 59)
        assert client.get(path).status_code == 200
        clock.shift(10 * 60)
        assert client.get(path).status_code == 302


def test_the_person_concerned_sees_what_was_served_on_him_and_nothing_else(cast: Cast, whole: Concerned) -> None:
    with time_machine.travel(WHEN, tick=False):
        client = cast.client("甲")
        told = client.get(reverse("accountability:own", args=[whole.uid])).content.decode()
        assert "拟认定您负有主要领导责任" in told and "工作部署没有落实" in told and "2026年5月22日" in told
        assert "经查明" in told and "没有带队检查" in told  # the facts of his own decision
        assert "有其他证据" in told and "询问笔录”证实" in told  # and by what they are proven (政务处分法第四十五条)
        assert "同意立案" not in told and "纪委乙" not in told
        assert client.get(reverse("accountability:case", args=[whole.case.uid])).status_code == 403
        assert "送达本人的文书" in client.get("/").content.decode()
        for name in ("乙", "丁", "壬"):
            assert cast.client(name).get(reverse("accountability:own", args=[whole.uid])).status_code == 404
            assert whole.uid not in cast.client(name).get("/cases/mine/").content.decode()


def test_before_anything_was_served_the_person_learns_nothing(cast: Cast) -> None:
    one = concerned(cast)
    with time_machine.travel(WHEN, tick=False):
        client = cast.client("甲")
        assert client.get(reverse("accountability:own", args=[one.uid])).status_code == 404
        assert one.uid not in client.get("/cases/mine/").content.decode()


def test_what_waits_for_approval_stands_on_the_home_page_of_the_approver_alone(cast: Cast) -> None:
    from tests.apps.accountability.telling_cases import proposed

    found = proposed(cast)
    with time_machine.travel(WHEN, tick=False):
        for name, there in (("纪委乙", True), ("纪委", False), ("纪委丁", False)):
            told = cast.client(name).get("/attention/case_approvals/").content.decode()
            assert (found.uid in told) is there
            assert WORD not in told


def test_a_notice_stands_on_the_home_page_of_the_person_alone_until_he_acknowledges_it(cast: Cast) -> None:
    from anze.accountability.actions.answering import receive
    from tests.apps.accountability.telling_cases import notified

    one = notified(cast)
    words = "有一份送达您的文书：告知书，陈述申辩到2026年4月11日（含当日）"
    with time_machine.travel(at("2026-04-02", 10), tick=False):
        assert words in cast.client("甲").get("/attention/case_served/").content.decode()
        for name, account in cast.account.items():
            told = cast.client(name).get("/").content.decode()
            assert (words in told) is (name == "甲"), name
            assert WORD not in told and one.case.uid not in told, name
            assert "送达您的文书" not in told or account.officer_id == one.officer_id
        receive(cast.account["甲"], at("2026-04-02", 10), one.served.get())
        assert words not in cast.client("甲").get("/").content.decode()


def test_no_log_line_holds_a_word_of_a_case(cast: Cast, whole: Concerned, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with time_machine.travel(WHEN, tick=False):
        client = cast.client("纪委")
        client.post(reverse("accountability:case_take", args=[whole.case.uid, "fact"]), {"on": "x", "text": f"{WORD}多出的"})
        client.get(every_page(whole)[0])
    assert WORD not in "".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
