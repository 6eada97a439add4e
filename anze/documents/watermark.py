"""A watermark over every page of a finished document: who reads it, and when. Legible, and light enough that the text under it stays so."""

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pypdfium2
import typst
from docx import Document
from docx.shared import Pt, RGBColor

from anze.documents.glyphs import FONTS
from anze.documents.paper import printable
from anze.documents.word import settled

LAYOUT: Final = Path(__file__).parent / "watermark.typ"
GREY: Final = RGBColor(0x76, 0x76, 0x76)


def marked_pdf(content: bytes, words: str) -> bytes:
    """Return a PDF with the words across every page."""
    document, mark = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument(_drawn(printable(words)))
    form = mark.page_as_xobject(0, document)
    for page in document:
        page.insert_obj(form.as_pageobject())
        page.gen_content()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def marked_word(content: bytes, words: str) -> bytes:
    """Return a Word file with the words across every page, in the header, where they do not move the text."""
    document = Document(BytesIO(content))
    for section in document.sections:
        headers = [section.header, *([section.even_page_header] if document.settings.odd_and_even_pages_header_footer else []),
                   *([section.first_page_header] if section.different_first_page_header_footer else [])]
        for header in headers:
            header.is_linked_to_previous = False
            paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
            run = paragraph.add_run(printable(words))
            run.font.size, run.font.color.rgb = Pt(9), GREY
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue())


def _drawn(words: str) -> bytes:
    made: bytes = _compiler().compile(format="pdf", sys_inputs={"said": json.dumps({"words": words}, ensure_ascii=False)})
    return made


@cache
def _compiler() -> Any:
    return typst.Compiler(LAYOUT, root=LAYOUT.parent, font_paths=[FONTS], ignore_system_fonts=True)
