"""A row of a table stays whole on its page, unless it would fill one; a digest in groups is not spread over the line and stays with its text."""

import re

import pypdfium2
import pytest

from anze.documents.official import Note, Official, Table, Text
from anze.documents.pdf import pdf_of

DIGEST = "内容摘要（SHA-256）：" + " ".join(["0a1b2c3d"] * 8)


def pages(official: Official) -> list[str]:
    return [re.sub(r"\s", "", one.get_textpage().get_text_bounded()) for one in pypdfium2.PdfDocument(pdf_of(official))]


def test_no_row_is_torn_apart_by_the_end_of_a_page() -> None:
    rows = tuple((str(place), f"始{place}号" + "内容" * (10 + place * 7 % 60) + f"终{place}号") for place in range(60))
    found = pages(Official(organ="", title="试", body=(Table(("序号", "内容"), rows, (1, 5)),)))
    assert len(found) > 3
    for place in range(60):
        assert any(f"始{place}号" in one and f"终{place}号" in one for one in found), place


def test_a_row_higher_than_a_page_breaks_and_loses_nothing() -> None:
    found = pages(Official(organ="", title="试", body=(Table(("序号", "内容"), (("1", "长" * 5000), ("2", "短")), (1, 5)),)))
    assert sum(one.count("长") for one in found) == 5000
    assert "短" in found[-1]


def test_the_label_of_a_digest_is_not_spread_over_the_line() -> None:
    page = pypdfium2.PdfDocument(pdf_of(Official(organ="", title="试", body=(Note(DIGEST),))))[0].get_textpage()
    text = page.get_text_range()
    start = text.index("内容摘要")
    first, last = page.get_charbox(start), page.get_charbox(start + 3)
    assert last[2] - first[0] < 4 * 14 + 2  # four characters of 14 points, nothing between them


@pytest.mark.parametrize("lines", range(14, 20))
def test_a_digest_stays_with_the_text_it_is_about(lines: int) -> None:
    body: tuple[Text | Note, ...] = (*[Text("正文")] * lines, Text("以上为在案的记录。"), Note(DIGEST))
    found = pages(Official(organ="某机关", title="试", body=body, sender="某机关", day="2026年6月15日", printed_by="某", printed_on="2026年6月15日"))
    [place] = [place for place, one in enumerate(found) if "内容摘要" in one]
    assert "以上为在案的记录。" in found[place]
