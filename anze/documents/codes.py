"""A code as a square of black and white that a scanner reads (QR), for the foot of a page: as drawing for PDF, as picture for Word."""

import io
from typing import Any

import segno

BORDER = 4  # modules of white around it, without which no scanner finds it


def _square(code: str) -> Any:
    # Half of it may be smeared or stamped over (level Q) and it still reads; small as the code is, that costs nothing.
    return segno.make(code, error="q", micro=False, boost_error=False)


def drawn(code: str) -> str:
    """Return the square as SVG."""
    out = io.BytesIO()
    _square(code).save(out, kind="svg", scale=4, border=BORDER, xmldecl=False, light="#fff")
    return out.getvalue().decode("ascii")


def picture(code: str) -> bytes:
    """Return the square as a picture (PNG)."""
    out = io.BytesIO()
    _square(code).save(out, kind="png", scale=8, border=BORDER)
    return out.getvalue()
