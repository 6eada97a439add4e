"""Requests about personal data: filed for oneself, decided by the head of the office, carried out by a second person, with reasons and remedies."""

import io
import json
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from anze.access.models import PasswordUsed, SecurityEvent, SignIn
from anze.law.question import Question
from anze.people.models import Account, Officer
from anze.people.moment import SHANGHAI
from anze.privacy.actions import carrying, deciding, filing
from anze.privacy.actions.filing import Asked
from anze.privacy.codes import DATA, GROUNDS, REFUSALS
from anze.privacy.models import DataRequest, Step
from anze.privacy.policies import ANSWER_WORKDAYS, STATES, VERBS, edges, refusal
from anze.privacy.queries.about import corrections, entries_of
from anze.privacy.queries.holdings import OURS, WHOSE, WITHHELD, _grouped, naming
from anze.privacy.queries.news import news
from anze.record.models import Entry
from anze.register.actions import rename_officer
from anze.vetting.actions.enquiring import enquire
from tests.cast import Cast
from tests.hostile.office import pdf

NOW = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
LATER = NOW + timedelta(days=1)
TERM = Asked("correct", about="英德市委书记任期的起始日期", wanted="2025年2月1日", reason="任免文件写的是2月1日。")


@pytest.fixture(autouse=True)
def at_that_time(time_machine: Any, settings: Any, tmp_path: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    settings.FILES = tmp_path / "files"


def state(request: DataRequest) -> str:
    found: Any = DataRequest.objects.with_state().get(pk=request.pk)
    return str(found.state)


def test_it_is_answered_within_fifteen_working_days(cast: Cast) -> None:
    """2026-03-02 is a Monday; the day of filing is not counted: fifteen working days later is the 23rd."""
    assert ANSWER_WORKDAYS == 15
    assert filing.file(cast.account["甲"], NOW, TERM).due_on == date(2026, 3, 23)


def test_a_correction_is_decided_by_the_head_and_linked_to_the_entry_that_made_it(cast: Cast) -> None:
    made = filing.file(cast.account["甲"], NOW, TERM)
    assert (made.unit, state(made)) == (cast.unit["英德"], "filed")
    deciding.grant(cast.account["市安委办主任"], NOW, made)
    with pytest.raises(ValidationError, match="还没有更正的，先在名册"):
        carrying.corrected(cast.account["英德安委办"], LATER, made, entry=1)
    rename_officer(cast.account["英德安委办"], LATER, cast.officer["甲某"], name="甲莫", reason="任免文件")
    [entry] = corrections(made, NOW)
    step = carrying.corrected(cast.account["英德安委办"], LATER, made, entry=entry.seq)
    assert (state(made), step.entry, entry.verb) == ("done", entry.seq, "更正姓名")


def test_a_refusal_needs_its_reason_and_what_was_found(cast: Cast) -> None:
    made, head = filing.file(cast.account["甲"], NOW, TERM), cast.account["市安委办主任"]
    with pytest.raises(ValidationError, match="理由"):
        deciding.refuse(head, NOW, made, ground="", note="查过")
    with pytest.raises(ValidationError, match="核实的情况"):
        deciding.refuse(head, NOW, made, ground="accurate", note=" ")
    deciding.refuse(head, NOW, made, ground="accurate", note="任免文件写的是3月1日。")
    page = cast.client("甲").get(f"/data-requests/mine/{made.uid}/").content.decode()
    assert [word in page for word in (REFUSALS["accurate"].label, "第四十六条第二款", "任免文件写的是3月1日", "投诉、举报", "人民法院")] == [True] * 5


def test_what_is_lacking_is_said_all_at_once(cast: Cast) -> None:
    with pytest.raises(ValidationError) as fault:
        filing.file(cast.account["甲"], NOW, Asked("correct"))
    assert set(fault.value.error_dict) == {"about", "wanted", "reason"}
    with pytest.raises(ValidationError) as fault:
        filing.file(cast.account["甲"], NOW, Asked("erase"))
    assert set(fault.value.error_dict) == {"what", "reason"}


def test_only_a_person_himself_asks(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="本人"):
        filing.file(cast.account["甲的秘书"], NOW, TERM)
    assert cast.client("甲的秘书").get("/data-requests/mine/").status_code == 403


def test_nobody_decides_on_his_own_request_nor_carries_out_his_own_decision(cast: Cast) -> None:
    """By verb and by the database itself."""
    made, head, office = filing.file(cast.account["甲"], NOW, TERM), cast.account["市安委办主任"], cast.account["英德安委办"]
    with pytest.raises(ValidationError, match="另一位负责人"):
        deciding.grant(cast.account["甲"], NOW, made)
    deciding.grant(head, NOW, made)
    rename_officer(office, LATER, cast.officer["甲某"], name="甲莫", reason="任免文件")
    entry = corrections(made, NOW)[0].seq
    with pytest.raises(ValidationError, match="另一人落实"):
        carrying.corrected(head, LATER, made, entry=entry)
    for bad in ({"kind": "refuse", "by": cast.account["甲"], "filed_by": cast.account["甲"]}, {"kind": "carry", "by": head, "decided_by": head}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Step.objects.create(request=made, at=NOW, **bad)
    assert state(made) == "granted"


@pytest.mark.parametrize("name", list(STATES))
def test_a_verb_is_refused_in_every_state_it_does_not_follow(name: str) -> None:
    for kind, verb in VERBS.items():
        assert (refusal(kind, name) == "") == (name in verb.start)
    assert name in {to for _, to, _ in edges()}


def test_one_takes_ones_request_back_only_before_it_is_decided(cast: Cast) -> None:
    first = filing.file(cast.account["甲"], NOW, TERM)
    filing.withdraw(cast.account["甲"], NOW, first)
    assert state(first) == "withdrawn"
    second = filing.file(cast.account["甲"], NOW, TERM)
    deciding.grant(cast.account["市安委办主任"], NOW, second)
    with pytest.raises(ValidationError, match="不能撤回请求"):
        filing.withdraw(cast.account["甲"], NOW, second)


def test_the_words_of_a_request_stand_in_no_entry_of_the_ledger(cast: Cast) -> None:
    made = filing.file(cast.account["甲"], NOW, Asked("correct", about="暗号甲处", wanted="暗号乙处", reason="暗号丙处"))
    deciding.refuse(cast.account["市安委办主任"], NOW, made, ground="accurate", note="暗号丁处")
    texts = " ".join(Entry.objects.values_list("sealed__text", flat=True))
    assert Entry.objects.filter(object_type="data_request", object_id=str(made.uid)).count() == 2
    assert "暗号" not in texts


def test_by_page_from_filing_with_evidence_to_the_refusal(cast: Cast) -> None:
    client = cast.client("甲")
    wrong = client.post("/data-requests/mine/correct/", {"about": "任期"})
    assert wrong.status_code == 422 and "请写明应当是什么" in wrong.content.decode()
    sent = client.post("/data-requests/mine/correct/", {"about": "任期", "wanted": "2月", "reason": "文件",
                                                         "attached": SimpleUploadedFile("任免.pdf", pdf(), "application/pdf")})
    made = DataRequest.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/data-requests/mine/{made.uid}/")
    assert "任免.pdf" in client.get(sent["Location"]).content.decode()
    head = cast.client("市安委办主任")
    assert "甲某" in head.get("/data-requests/").content.decode()
    assert "作出决定" in head.get(f"/data-requests/{made.uid}/").content.decode()
    assert "不予更正" in head.get(f"/data-requests/{made.uid}/decide/").content.decode()
    assert head.post(f"/data-requests/{made.uid}/decide/", {"ground": "accurate", "note": ""}).status_code == 422
    assert head.post(f"/data-requests/{made.uid}/decide/", {"ground": "accurate", "note": "核对过"}).status_code == 302
    assert state(made) == "refused"


def test_another_counties_office_and_another_leader_find_no_such_request(cast: Cast) -> None:
    made = filing.file(cast.account["甲"], NOW, TERM)
    assert cast.client("清新安委办").get(f"/data-requests/{made.uid}/").status_code == 404
    assert cast.client("乙").get(f"/data-requests/mine/{made.uid}/").status_code == 404
    assert cast.client("英德安委办").get(f"/data-requests/{made.uid}/").status_code == 200
    assert cast.client("英德安委办").get(f"/data-requests/{made.uid}/decide/").status_code == 403


def test_office_and_person_are_told(cast: Cast) -> None:
    made = filing.file(cast.account["甲"], NOW, TERM)
    assert [(one.unit, "待决定" in one.text) for one in news(NOW.date())] == [("yd", True)]
    deciding.refuse(cast.account["市安委办主任"], NOW, made, ground="accurate", note="核对过")
    assert [(one.officer, "不予办理" in one.text) for one in news(NOW.date())] == [("p1", True)]


def copy_of(cast: Cast, name: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    answer = cast.client(name).post("/data-requests/mine/copy/")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as found:
        files = {one: found.read(one) for one in found.namelist()}
    return json.loads(files["个人信息.json"]), files


def test_one_press_gives_everything_kept_of_oneself_and_keeps_that_it_was_given(cast: Cast) -> None:
    cast.client("英德安委办").post("/acts/record/inspection/", {"unit": "yd", "date": "2026-02-01", "lead": "p1", "place": "某某园区"})
    said, files = copy_of(cast, "甲")
    assert said["code"] == "p1"
    assert {"领导干部", "任期", "账号", "授权", "账本"} <= set(said["sections"])
    assert "某某园区" in json.dumps(said, ensure_ascii=False)
    assert files["个人信息.xlsx"][:2] == b"PK"
    assert all(words in files["说明.txt"].decode() for words in WITHHELD.values())
    made = DataRequest.objects.get()
    assert (made.kind, state(made)) == ("access", "done")


def test_a_copy_says_who_asked_about_oneself_when_and_for_what_and_nothing_of_the_answer(cast: Cast) -> None:
    enquire(cast.account["组织部"], NOW, cast.unit["英德"], [cast.officer["甲某"], cast.officer["乙某"]], purpose="appoint", reference="暗号七三号",
            asked=Question(NOW.date(), NOW.date()))
    said, _ = copy_of(cast, "甲")
    [row] = said["sections"]["谁查询过我"]
    assert (row["时间"], "提拔" in row["用途"]) == (NOW.isoformat(), True)
    assert [word for word in ("暗号七三号", "乙某") if word in json.dumps(said, ensure_ascii=False)] == []


def test_a_copy_names_nobody_else_and_tells_no_secret(cast: Cast) -> None:
    Account.objects.filter(username="甲").update(email="jia@example.invalid")
    SignIn.objects.create(account=cast.account["甲"], session_key="k7f3a" * 8, started_at=NOW, last_seen_at=NOW)
    SecurityEvent.objects.create(at=NOW, account=cast.account["甲"], subject="甲", action="登录", result="成功")
    PasswordUsed.objects.create(account=cast.account["甲"], hash="argon2$7f3a", since=NOW)
    said, files = copy_of(cast, "甲")
    text = json.dumps(said, ensure_ascii=False)
    others = set(Officer.objects.exclude(code="p1").values_list("name", flat=True)) | {"英德安委办", "甲的秘书"}
    assert [name for name in others if name in text] == []
    assert "jia@example.invalid" in text
    assert "登录会话" in said["sections"]
    assert [secret for secret in (cast.account["甲"].password, "k7f3a", "7f3a") if secret in text] == []
    assert [column for column in said["sections"]["安全日志"][0] if column.startswith("主体")] == ["主体", "主体名称"]
    assert len(files) == 3


def test_every_column_that_names_a_person_is_either_in_the_copy_or_left_out_by_name() -> None:
    """A new table with a person in it is in the copy by itself; an app that withholds says so in the copy."""
    shown = {(model, field.name) for model, fields in _grouped().items() for field in fields}
    for field in naming(Officer):
        assert (field.model, field.name) in shown or field.model._meta.app_label in WITHHELD
    for field in naming(Account):
        assert field.name not in WHOSE or (field.model, field.name) in shown or field.model._meta.app_label in WITHHELD
    assert {"people", "acts", "interviews", "letters"} <= OURS
    assert {"Tenure", "Participant", "Interviewee", "Signing", "Message", "Grant"} <= {model.__name__ for model in _grouped()}


def test_entries_that_only_others_may_know_of_are_in_no_copy(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from anze.record import confidential
    from anze.record.actions import Change, record

    monkeypatch.setitem(confidential._KINDS, "hidden", lambda rights: confidential.NOBODY)
    with transaction.atomic():
        record(Change(at=NOW, actor=None, verb="秘密", object_type="hidden", object_id="1", on_behalf="p1"))
    assert "秘密" not in set(entries_of(cast.officer["甲某"]).values_list("verb", flat=True))


def test_what_the_law_keeps_can_only_be_refused() -> None:
    for one in DATA.values():
        assert one.kept == (not one.grounds)
        assert set(one.grounds) <= set(GROUNDS)
        assert one.refusals and set(one.refusals) <= set(REFUSALS)
