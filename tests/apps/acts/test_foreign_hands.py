"""Nobody touches another's act: every verb, by everyone who did not record it, is not in charge of it and was not named."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.acts.actions.evidence import attach
from anze.acts.actions.problems import take_step
from anze.acts.actions.recording import record_act
from anze.acts.evidence.examine import examined
from anze.acts.models import Act, Attachment, Confirmation, ProblemStep, Withdrawal
from anze.record.models import Entry
from tests.apps.acts.telling import JUNE_15, inspection, problem
from tests.cast import Cast

LATER = JUNE_15 + timedelta(days=3)
# Of another county, of another office, of a unit below or beside; and those of the same county who only read.
STRANGERS = ("清新安委办", "壬", "望埠安委办", "丁", "应急局联络员")
READERS = ("市安委办", "乙", "纪委", "组织部", "审计")
ADMINISTRATORS = ("系统管理员", "安全管理员", "审计管理员")


@pytest.fixture
def act(cast: Cast, settings: Any, tmp_path: Path) -> Act:
    """An inspection that the secretary recorded for 甲某 of 英德 three days ago, with a problem reported as mended and a file."""
    settings.FILES = tmp_path / "files"
    told = replace(inspection(cast, "甲某", "英德", problems=(problem(),)), on_behalf_of=cast.officer["甲某"])
    made = record_act(cast.account["甲的秘书"], JUNE_15, told)
    take_step(cast.account["英德安委办"], JUNE_15, made.problems.get(), kind="rectified", on=made.date, note="已改")
    attach(cast.account["甲的秘书"], JUNE_15, made, [examined("现场.txt", 6, [b"seen it"[:6]])])
    return made


def verbs(act: Act) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every verb on an act: its address and what would be sent to it."""
    one, file = act.problems.get(), act.attachments.get()
    again = {"unit": "yd", "date": "2026-06-12", "lead": ["p1"], "place": "别处", "reason": "改"}
    return {
        "withdraw": (f"/acts/{act.uid}/withdraw/", {"reason": "重复"}), "correct": (f"/acts/{act.uid}/correct/", again),
        "reject": (f"/acts/{act.uid}/reject/", {"reason": "不是"}), "attach": (f"/acts/{act.uid}/files/", {"files": SimpleUploadedFile("a.txt", b"a")}),
        "take down": (f"/files/{file.pk}/remove/", {"reason": "错"}),
        "step": (f"/acts/problems/{one.pk}/", {"kind": "rechecked", "on": "2026-06-16", "note": "看过"}),
    }


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Act, Attachment, Confirmation, ProblemStep, Withdrawal, Entry))


@pytest.mark.parametrize("name", [*STRANGERS, *READERS, *ADMINISTRATORS])
def test_no_verb_is_open_to_foreign_hands(cast: Cast, act: Act, name: str) -> None:
    """A stranger learns not even that it is there; whoever may read it is refused."""
    before = counts()
    with time_machine.travel(LATER, tick=False):
        client = cast.client(name)
        for verb, (address, data) in verbs(act).items():
            if (name, verb) == ("市安委办", "step"):
                continue  # an office follows the problems of its whole tree
            answer = client.post(address, data)
            assert answer.status_code in {403, 404}, (verb, answer.status_code)
            assert act.title not in answer.content.decode()
        client.post("/acts/confirm/", {"act": act.uid, "only": act.uid})
    assert counts() == before
    assert Attachment.objects.current().count() == 1


@pytest.mark.parametrize("name", [*STRANGERS, *ADMINISTRATORS])
def test_a_stranger_gets_neither_page_nor_file(cast: Cast, act: Act, name: str) -> None:
    client, file = cast.client(name), act.attachments.get().pk
    for address in (f"/acts/{act.uid}/", f"/acts/{act.uid}/receipt/", f"/files/{file}/", f"/files/{file}/preview/", f"/files/{file}/preview/1/"):
        assert client.get(address).status_code == (403 if name in ADMINISTRATORS else 404), address


@pytest.mark.parametrize("name", READERS)
def test_who_may_read_reads_and_is_offered_no_verb(cast: Cast, act: Act, name: str) -> None:
    client, file = cast.client(name), act.attachments.get().pk
    page = client.get(f"/acts/{act.uid}/").content.decode()
    for verb, (address, _) in verbs(act).items():
        assert verb == "step" or address not in page, verb
    for address in (f"/files/{file}/", f"/files/{file}/preview/"):
        assert client.get(address).status_code == 200


def test_who_is_in_charge_withdraws_late_with_a_reason(cast: Cast, act: Act) -> None:
    with time_machine.travel(LATER, tick=False):
        client = cast.client("英德安委办")
        assert client.post(f"/acts/{act.uid}/withdraw/", {"reason": ""}).status_code == 422
        assert client.post(f"/acts/{act.uid}/withdraw/", {"reason": "与另一条重复"}).status_code == 302
    assert (act.withdrawal.reason, act.withdrawal.by) == ("与另一条重复", cast.account["英德安委办"])
