"""A printed code at the foot of every page: read back from a picture of the paper, however it was laid on the scanner."""

import zipfile
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from anze.documents.official import Official, Text
from anze.documents.pdf import pdf_of
from anze.documents.word import word_of

CODE = "ZR2026-0017-K"


def paper(code: str = CODE) -> Official:
    return Official(organ="", title="2026年度安全生产责任书", body=tuple(Text("落实安全生产责任。" * 40) for _ in range(6)), seal=False, code=code)


@pytest.mark.parametrize("turned", [0, 90, 180])
def test_the_code_stands_on_every_page_and_is_read_from_a_scan(turned: int) -> None:
    document = pypdfium2.PdfDocument(pdf_of(paper()))
    assert len(document) > 1
    for page in document:
        scan = page.render(scale=100 / 72, grayscale=True).to_pil().rotate(turned, expand=True, fillcolor=255)
        assert [one.text for one in zxingcpp.read_barcodes(scan)] == [CODE]
        assert CODE in page.get_textpage().get_text_bounded()  # and by eye


def test_without_a_code_a_page_has_none() -> None:
    page = pypdfium2.PdfDocument(pdf_of(paper("")))[0]
    assert zxingcpp.read_barcodes(page.render(scale=100 / 72).to_pil()) == []


def test_the_word_file_bears_it_in_both_footers() -> None:
    with zipfile.ZipFile(BytesIO(word_of(paper()))) as made:
        footers = [name for name in made.namelist() if "footer" in name and name.endswith(".xml")]
        assert [CODE in made.read(name).decode() for name in footers] == [True, True]
        [picture] = {made.read(name) for name in made.namelist() if name.startswith("word/media/")}
    from PIL import Image

    assert zxingcpp.read_barcodes(Image.open(BytesIO(picture)).convert("L"))[0].text == CODE
    assert word_of(paper()) == word_of(paper())
