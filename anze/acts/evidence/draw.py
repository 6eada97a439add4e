# ruff: noqa: PLC0415 — each kind's library is loaded only where it is needed: the process is short-lived
"""Draw what a page shows of a file, run as a process of its own: `python -m anze.acts.evidence.draw FILE SHOWN_AS NUMBER PICTURE`."""

import html
import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any, Final

from anze.acts.evidence import confined
from anze.acts.evidence.kinds import IMAGE, PDF, SHEET, SLIDES, TEXT, WORD
from anze.acts.evidence.refuse import Refusal
from anze.acts.evidence.sheets import sheet

EDGE: Final = 1600
MOST_HTML: Final = 3_000_000
MOST_TEXT: Final = 200_000
TAGS: Final = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "sub", "sup", "br", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td",
               "th", "img", "blockquote", "pre"}
DOWNLOAD: Final = "请下载后用本机的软件打开"


def picture(path: Path, number: int, out: Path) -> dict[str, Any]:
    """Draw a picture smaller."""
    from PIL import Image

    if number != 1:
        raise Refusal("没有这一页", "请回到第一页")
    with Image.open(path, formats=["JPEG", "PNG", "WEBP"]) as image:
        if image.format == "JPEG":
            image.draft("RGB", (EDGE, EDGE))
        image.thumbnail((EDGE, EDGE), reducing_gap=2.0)
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.convert("RGBA").getchannel("A") if image.has_transparency_data else None)
        ground.save(out, "JPEG", quality=82)
    return {"pages": 1}


def page(path: Path, number: int, out: Path) -> dict[str, Any]:
    """Draw a page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    if not 1 <= number <= pages:
        raise Refusal("没有这一页", "请回到第一页")
    sheet = document[number - 1]
    width, height = sheet.get_size()
    scale = min(EDGE / max(width, height, 1), 4)
    sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB").save(out, "JPEG", quality=82)
    return {"pages": pages}


def word(path: Path) -> dict[str, Any]:
    """Return a Word document as HTML of a few plain tags."""
    import mammoth
    import nh3

    with path.open("rb") as file:
        made = mammoth.convert_to_html(file, include_embedded_style_map=False).value
    clean = nh3.clean(made, tags=TAGS, attributes={"img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}, url_schemes={"data"},
                      link_rel=None, attribute_filter=_of_data)
    if len(clean) > MOST_HTML:
        clean = re.sub(r"<img[^>]*>", "<p>（图片略）</p>", clean)
    if len(clean) > MOST_HTML:
        raise Refusal("文档太长，不便在页面里显示", DOWNLOAD)
    return {"html": clean}


def _of_data(tag: str, attribute: str, value: str) -> str | None:
    """Keep only pictures that lie in the document itself."""
    if attribute == "src":
        return value if re.match(r"data:image/(?:png|jpeg|gif|webp);base64,", value) else None
    return value


def slides(path: Path) -> dict[str, Any]:
    """Return the text of each slide, in order."""
    from defusedxml.ElementTree import parse  # type: ignore[import-untyped]

    parts: list[str] = []
    with zipfile.ZipFile(path) as archive:
        names = (re.fullmatch(r"ppt/slides/slide(\d+)\.xml", name) for name in archive.namelist())
        for found in sorted(filter(None, names), key=lambda one: int(one[1])):
            lines = []
            for paragraph in parse(io.BytesIO(archive.read(found[0]))).iter():
                if paragraph.tag.endswith("}p"):
                    lines.append("".join(run.text or "" for run in paragraph.iter() if run.tag.endswith("}t")))
            said = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
            parts.append(f"<h3>第 {len(parts) + 1} 页</h3>{said or '<p>（没有文字）</p>'}")
    return {"html": "".join(parts)[:MOST_HTML]}


def text(path: Path) -> dict[str, Any]:
    """Return the beginning of a text."""
    from anze.acts.evidence.plain import decoded

    whole = decoded(path.read_bytes()) or ""
    return {"text": whole[:MOST_TEXT], "cut": len(whole) > MOST_TEXT}


def draw(path: Path, shown_as: str, number: int, out: Path) -> dict[str, Any]:
    """Return what is shown of a file; pictures are written to `out`."""
    if shown_as == IMAGE:
        return picture(path, number, out)
    if shown_as == PDF:
        return page(path, number, out)
    return {WORD: word, SHEET: sheet, SLIDES: slides, TEXT: text}[shown_as](path)


def main() -> None:
    """Draw the file named on the command line, bound in memory and time."""
    confined.confine()
    try:
        confined.answer(draw(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4])))
    except Refusal as refusal:
        confined.answer({"refused": refusal.what, "remedy": refusal.remedy})
    except Exception:
        confined.answer({"refused": "这个文件没法在页面里显示", "remedy": DOWNLOAD})


if __name__ == "__main__":
    main()
