"""Discipline makes an evidence pack from an accident's page in one press; whoever gets it checks it with nothing but Python (第三十条)."""

import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from anze.dossiers.actions import making
from anze.dossiers.models import MadeDossier
from anze.record.actions.checkpoint import head_now
from anze.workbook.models import Export
from tests.apps.accidents.telling import fall
from tests.apps.dossiers.telling import did_everything, with_file
from tests.journeys.browsing import Presses, axe
from tests.journeys.conftest import SignIn, Site

SCREENS = pytest.mark.parametrize("screen", ["phone", "desk"])
Open = Callable[..., Page]
# Keeps in the page what stands in the sign that a file is being made.
WATCH = """
window.said = [];
new MutationObserver(() => document.querySelectorAll(".making").forEach((sign) =>
  window.said.push(sign.textContent + (sign.querySelector("progress") ? "|bar" : "")))).observe(document.body, { childList: true, subtree: true });
"""


def alone(folder: Path, *arguments: object) -> tuple[int, str]:
    """Run the verifier that lies in the pack, in its folder, as an auditor does: plain Python, nothing in the environment."""
    done = subprocess.run([sys.executable, "-I", "verify_ledger.py", *map(str, arguments)], cwd=folder, capture_output=True, env={}, check=False)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


@pytest.mark.moment("2026-06-18T10:00")
@SCREENS
def test_from_an_accident_a_pack_is_made_in_one_press_and_checked_elsewhere(site: Site, open_screen: Open, presses: Presses, sign_in: SignIn, screen: str,
                                                                            tmp_path: Path) -> None:
    acts = did_everything(site.cast)
    with_file(site.cast, acts["inspection", 5], "签到表.pdf")
    one = fall(site.cast, "2026-06-15", deaths=3)
    page = open_screen(screen)
    sign_in(page, "纪委")
    page.goto(f"/accidents/{one.code}/")
    with presses.within(1), page.expect_download() as coming:
        presses.click(page.get_by_role("button", name=re.compile("生成履职证据包.*丁某")))
    archive, folder, kept = tmp_path / "证据包.zip", tmp_path / "unpacked", tmp_path / "kept.json"
    coming.value.save_as(archive)
    assert coming.value.suggested_filename == "履职证据包-丁某-20260615.zip"
    axe(page)
    checkpoint = head_now(site.now)
    assert checkpoint is not None
    kept.write_text(json.dumps(checkpoint.written()), "utf-8")
    with zipfile.ZipFile(archive) as found:
        found.extractall(folder)
    status, said = alone(folder, ".", "--checkpoint", kept)
    assert (status, "结论：全部相符" in said) == (0, True), said
    assert alone(folder, archive, "--checkpoint", kept)[0] == 0
    [photo] = (folder / "files").iterdir()
    photo.write_bytes(photo.read_bytes() + b" ")
    status, said = alone(folder, ".", "--checkpoint", kept)
    assert (status, f"文件 files/{photo.name} 被改动过" in said, "结论：有 1 处不符" in said) == (1, True, True), said


@pytest.mark.moment("2026-06-18T10:00")
def test_a_pack_that_was_made_is_found_again_with_its_digests(site: Site, phone: Page, sign_in: SignIn) -> None:
    did_everything(site.cast, (4, 5))
    sign_in(phone, "丁")
    phone.goto("/dossiers/ask/p4/2026-06-15/")
    with phone.expect_download():
        phone.get_by_role("button", name="生成履职证据包").click()
    phone.goto("/dossiers/")
    phone.get_by_role("link", name=re.compile("查看.*丁某")).click()
    made = MadeDossier.objects.get()
    expect(phone.get_by_text(made.manifest)).to_be_visible()
    expect(phone.get_by_text(made.digest)).to_be_visible()
    axe(phone)
    with phone.expect_download() as coming:
        phone.get_by_role("link", name="下载（").click()
    assert Path(coming.value.path()).stat().st_size == made.size


@pytest.mark.moment("2026-06-18T10:00")
def test_while_a_pack_is_made_it_is_said_and_afterwards_the_button_works_again(site: Site, desk: Page, sign_in: SignIn,
                                                                              monkeypatch: pytest.MonkeyPatch) -> None:
    did_everything(site.cast, (4, 5))
    sign_in(desk, "纪委")
    desk.goto("/dossiers/ask/p4/2026-06-15/")
    plain = making.contents

    def slow(*given: Any) -> Any:
        time.sleep(5)
        return plain(*given)

    monkeypatch.setattr(making, "contents", slow)
    desk.evaluate(WATCH)  # Playwright itself asks the page nothing while it waits for an answer
    press = desk.get_by_role("button", name="生成履职证据包")
    with desk.expect_download() as first:
        press.evaluate("button => [0, 1000].forEach((when) => setTimeout(() => button.click(), when))")  # a second press meanwhile does nothing
    expect(desk.get_by_text("正在生成证据包")).to_have_count(0)
    said = desk.evaluate("window.said")
    assert "正在生成证据包……" in said
    assert "正在生成证据包，还要几秒钟。可以离开这一页，好了以后在“我的导出”里下载。|bar" in said
    axe(desk)
    with desk.expect_download() as second:
        press.click()
    assert Path(first.value.path()).read_bytes() == Path(second.value.path()).read_bytes()
    assert MadeDossier.objects.count() == 2


@pytest.mark.moment("2026-06-18T10:00")
def test_a_long_pack_is_made_while_one_does_something_else(site: Site, desk: Page, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "AT_ONCE", 1)
    did_everything(site.cast, (4, 5))
    sign_in(desk, "纪委")
    desk.goto("/dossiers/ask/p4/2026-06-15/")
    desk.get_by_role("button", name="生成履职证据包").click()
    expect(desk.get_by_text("正在后台生成")).to_be_visible()
    expect(desk.get_by_text("排队中")).to_be_visible()
    axe(desk)
    making.carry_out(Export.objects.get().pk, site.now)
    expect(desk.get_by_role("link", name="下载“履职证据包-丁某-20260615.zip”")).to_be_visible()
