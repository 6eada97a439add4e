"""The pages of letters: the way from a pattern to letters that are signed, who sees what, Excel both ways, the home page and the digest."""

from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from anze.letters.models import Letter
from tests.apps.accidents.telling import at
from tests.apps.letters.telling import CITY, paper
from tests.cast import Cast


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(at("2026-02-03", 10), tick=False):
        yield


def said(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_the_usual_pattern_to_letters_that_scans_are_filed_under(cast: Cast) -> None:
    client = cast.client(CITY)
    assert "编制范本" in said(client.get("/letters/"))
    assert "用常用范本起头" in said(client.get("/letters/pattern/qy/2026/"))
    assert client.post("/letters/pattern/qy/2026/begin/").status_code == 302
    page = said(client.get("/letters/pattern/qy/2026/"))
    assert "生产安全事故死亡人数" in page and "保存，去分解和生成" in page
    table = said(client.get("/letters/generate/qy/2026/"))
    assert "英德市" in table and "清新区" in table and "望埠镇" not in table
    answer = client.post("/letters/generate/qy/2026/", {"units": ["yd", "qx"], "do": "generate"}, follow=True)
    assert "已为 2 个单位生成 4 份责任书" in said(answer)
    letters = list(Letter.objects.order_by("serial").select_related("superior", "subordinate"))
    assert client.get("/letters/of/qy/2026/all.pdf").content[:5] == b"%PDF-"
    scan = SimpleUploadedFile("扫描.pdf", paper(*letters), content_type="application/pdf")
    answer = client.post("/letters/scans/qy/2026/", {"attached": scan, "on": "2026-02-02"}, follow=True)
    assert "已归档 4 份责任书的扫描件" in said(answer)
    page = said(client.get("/letters/of/qy/2026/"))
    assert page.count("按期签订") == 4 and "已签 4 份" in page
    assert all(one.scans.count() == 1 and one.signings.count() == 2 for one in letters)
