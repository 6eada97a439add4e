"""The styles of an official document: each a real style of Word with its fonts named, so that the reader's machine finds them."""

from typing import Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor

from anze.documents import geometry as g

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_AFTER_GRID: Final = ("vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs")  # what the schema puts after w:snapToGrid
BOTH: Final = WD_ALIGN_PARAGRAPH.JUSTIFY
# style → font, size, bold, alignment, characters of the first line's indent
STYLES: Final = {
    "Normal": (g.BODY, "三号", False, BOTH, 0),
    "Body Text": (g.BODY, "三号", False, BOTH, 2),
    "Title": (g.TITLE, "二号", False, CENTRE, 0),
    "Subtitle": (g.SECOND, "三号", False, CENTRE, 0),
    "Heading 1": (g.HEADING, "三号", False, LEFT, 2),
    "Heading 2": (g.SECOND, "三号", False, LEFT, 2),
    "Heading 3": (g.BODY, "三号", False, LEFT, 2),
    "Signature": (g.BODY, "三号", False, RIGHT, 0),
    "Note": (g.BODY, "四号", False, LEFT, 0),
    "Table Head": (g.HEADING, "小四", False, CENTRE, 0),
    "Table Text": (g.BODY, "小四", False, LEFT, 0),
    "Footer": (g.FOOT, "四号", False, LEFT, 0),
    # the parts of an official document, by the names the standard gives them
    "紧急程度": (g.HEADING, "三号", False, LEFT, 0),
    "发文机关标志": (g.TITLE, "二号", False, CENTRE, 0),
    "红色双线": (g.BODY, "小四", False, LEFT, 0),
    "发文字号": (g.BODY, "三号", False, CENTRE, 0),
    "主送机关": (g.BODY, "三号", False, LEFT, 0),
    "附件说明": (g.BODY, "三号", False, LEFT, 0),
    "发文机关署名": (g.BODY, "三号", False, RIGHT, 0),
    "成文日期": (g.BODY, "三号", False, RIGHT, 0),
    "附注": (g.BODY, "三号", False, BOTH, 2),
    "抄送机关": (g.BODY, "四号", False, LEFT, 0),
    "印发机关": (g.BODY, "四号", False, LEFT, 0),
    "印发日期": (g.BODY, "四号", False, RIGHT, 0),
}
IN_TABLES: Final = frozenset({"Table Head", "Table Text", "Footer", "抄送机关", "印发机关", "印发日期"})
# Set without the grid of characters, which is the body's: lines that must fit as they are.
OFF_GRID: Final = IN_TABLES | {"发文机关标志", "Title", "红色双线", "发文字号", "发文机关署名", "成文日期"}
ANY_HEIGHT: Final = frozenset({"发文机关标志"})  # larger than a line is high


def set_styles(document: Any) -> None:
    """Set every style that a paper uses."""
    known = {style.name for style in document.styles}
    for name, (font, size, bold, where, indent) in STYLES.items():
        style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _font(style, font, size, bold=bold)
        layout = style.paragraph_format
        layout.alignment = where
        layout.space_before = layout.space_after = Pt(4 if name in IN_TABLES and name != "Footer" else 0)
        layout.first_line_indent = Length(int(g.SIZES[size] * indent))
        if name in IN_TABLES | ANY_HEIGHT:
            layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
        else:
            layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, g.EXACT_LINE
        layout.keep_with_next = name.startswith("Heading")
        layout.widow_control = False  # 22 lines on every full page
        for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):  # the template draws a line under a title
            style.element.pPr.remove(border)
        if name in OFF_GRID:
            _off_grid(style)
    document.styles["Title"].paragraph_format.space_after = g.EXACT_LINE
    document.styles["红色双线"].paragraph_format.line_spacing = Pt(1.5)  # what lies between the two lines


def _off_grid(style: Any) -> None:
    """Take a style off the grid: its characters for Word, its paragraphs for the others. Each where the schema wants it."""
    for properties, after in ((style.element.rPr, _AFTER_GRID), (style.element.pPr, ("spacing",))):
        off = properties.makeelement(qn("w:snapToGrid"), {qn("w:val"): "0"})
        next(found for name in after for found in properties.findall(qn(f"w:{name}"))).addprevious(off)


def _font(style: Any, name: str, size: str, *, bold: bool) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = name, g.SIZES[size], bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)
    for other in style.element.rPr.findall(qn("w:spacing")) + style.element.rPr.findall(qn("w:kern")):
        style.element.rPr.remove(other)
