"""The shipped fonts have every character of the divisions and of the demo city; nothing comes from the system."""

import inspect
from functools import cache
from io import BytesIO
from types import ModuleType

import pypdfium2
import pytest

from anze.documents.glyphs import FONTS, lacking
from anze.documents.official import Official, Text
from anze.documents.pdf import pdf_of
from anze.people import divisions
from anze.project.demo import accidents, people, process, work
from tests.architecture.tree import ROOT


@cache
def divisions_text() -> str:
    return "".join(path.read_text("utf-8") for path in sorted((ROOT / "anze/people/data").glob("*.csv")))


def test_every_name_of_the_divisions_has_its_characters() -> None:
    assert inspect.getsource(divisions)
    assert {character for character in divisions_text() if character > "⺀"} >= {"浛", "洸", "崀", "\U00031cea"}
    assert lacking(divisions_text()) == ""


@pytest.mark.parametrize("module", [accidents, people, process, work])
def test_everything_the_demo_city_tells_has_its_characters(module: ModuleType) -> None:
    assert lacking(inspect.getsource(module)) == ""


def test_rare_characters_of_names_of_people_are_there() -> None:
    assert lacking("堃喆玥珺瑄赟翀婳昇") == ""


def test_what_has_no_glyph_is_found() -> None:
    assert lacking("安\U0002a6a5全") == "\U0002a6a5"


def test_the_pdf_embeds_shipped_fonts_only() -> None:
    content = pdf_of(Official(organ="某某文件", title="关于浛洸镇、下\U00031cea镇的通知", body=(Text("正文ABC浛洸\U00031cea"),), sender="某办"))
    named = {name for name in (b"FandolFang", b"FandolSong", b"AnzeExtra") if name in content}
    assert named == {b"FandolFang", b"FandolSong", b"AnzeExtra"}
    assert not any(name in content for name in (b"NotoSans", b"DejaVu", b"Libertinus"))
    said = pypdfium2.PdfDocument(BytesIO(content))[0].get_textpage().get_text_bounded()
    assert "浛洸" in said
    assert "\U00031cea" in said


def test_the_fonts_come_with_their_licences_and_stay_small() -> None:
    assert {path.name for path in FONTS.iterdir()} >= {"README.md", "GPL-3.txt.gz", "OFL-1.1-Noto.txt.gz", "OFL-1.1-LXGW.txt.gz"}
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 25_000_000
    readme = (FONTS / "README.md").read_text("utf-8")
    assert [path.name for path in FONTS.iterdir() if path.suffix in {".otf", ".ttf"} and path.name not in readme] == []
