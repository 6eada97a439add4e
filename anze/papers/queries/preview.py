"""A document as it would come out: with the examples of its fields, or before its number is taken."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from anze.documents.official import Official
from anze.documents.pdf import pdf_of
from anze.documents.word import word_of
from anze.papers.builtin import builtin, examples
from anze.papers.drafting import draft
from anze.papers.models import Template
from anze.papers.queries.letterheads import letterhead_of, series_of
from anze.people.models import Unit

WIDTH = 900  # pixels of a page's picture


def example(unit: Unit, kind: str, template: Template | None = None) -> Official:
    """Return a document of a kind with the examples of its fields under the unit's letterhead."""
    head = letterhead_of(unit)
    number = f"{series_of(unit, kind)}〔2026〕1号"
    own = {"发文机关标志": head.mark_of(letter=builtin(kind).letter), "署名": head.sender, "印发机关": head.printed_by, "文号": number}
    said: dict[str, Any] = examples(kind) | own
    return draft(kind, unit, said, template)


def word_bytes(official: Official) -> bytes:
    """Return the Word file of a document: its own, or the one that the layout makes."""
    return official.own or word_of(official)


def page_count(official: Official) -> int:
    """Return how many pages the PDF has."""
    with _opened(pdf_of(official)) as document:
        return len(document)


def page_picture(official: Official, number: int) -> bytes | None:
    """Return a page of the PDF as a picture (PNG); None beyond the last."""
    return _picture(pdf_of(official), number)


@lru_cache(32)
def _picture(content: bytes, number: int) -> bytes | None:
    with _opened(content) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        out = BytesIO()
        page.render(scale=WIDTH / page.get_width()).to_pil().save(out, "PNG", optimize=False)
        return out.getvalue()


def _opened(content: bytes) -> Any:
    import pypdfium2  # noqa: PLC0415 — costs each start of the site a tenth of a second

    return pypdfium2.PdfDocument(content)
