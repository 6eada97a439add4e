"""漏报、谎报、瞒报: a person with the right records the finding on its page; its evidence files stand beside it and open; nobody else may."""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.accidents.models import Concealment
from anze.accidents.queries.files import EVIDENCE
from tests.apps.accidents.telling import at, fall
from tests.cast import Cast
from tests.hostile.office import pdf

OFFICE = "英德安委办"
FOUND = {"kind": "concealed", "on": "2026-06-14", "organ": "英德市应急管理局", "whose": "某建材厂负责人王某",
         "evidence": "监控录像一份，证明当日已知伤亡。", "document": ""}


@pytest.fixture(autouse=True)
def june(settings: Any, tmp_path: Path) -> Any:
    settings.FILES = tmp_path / "files"
    with time_machine.travel(at("2026-06-15", 10), tick=False):
        yield


def test_a_finding_is_recorded_and_its_evidence_opens(cast: Cast) -> None:
    code = fall(cast).code
    office, verb = cast.client(OFFICE), f"/accidents/{code}/do/concealment/"
    refused = office.post(verb, FOUND | {"evidence": ""})
    assert (refused.status_code, Concealment.objects.count()) == (422, 0)
    assert office.post(verb, FOUND).status_code == 302
    assert Concealment.objects.get().evidence == FOUND["evidence"]
    page = office.get(f"/accidents/{code}/").content.decode()
    assert "证据：监控录像一份，证明当日已知伤亡。" in page and "证据文件：" in page and "还没有。" in page
    sent = {"purpose": EVIDENCE, "files": SimpleUploadedFile("监控截图.pdf", pdf())}
    assert office.post(f"/case-files/accident/{code}/add/", sent).status_code == 302
    page = office.get(f"/accidents/{code}/").content.decode()
    beside = page.partition("证据文件：")[2].partition("</p>")[0]
    address = beside.partition('href="')[2].partition('"')[0]
    assert "监控截图.pdf" in beside
    for name, status in ((OFFICE, 200), ("市安委办", 200), ("清新安委办", 404)):
        assert cast.client(name).get(address).status_code == status, name
    assert office.get(f"{address}save/").getvalue() == pdf()


@pytest.mark.parametrize(("name", "status"), [("清新安委办", 404), ("甲", 403), ("审计", 403)])
def test_nobody_else_records_one(cast: Cast, name: str, status: int) -> None:
    code = fall(cast).code
    assert cast.client(name).post(f"/accidents/{code}/do/concealment/", FOUND).status_code == status
    assert not Concealment.objects.exists()
