"""The form of a letter (信函格式, GB/T 9704—2012, 10.1) in Word: what frames its first page stands in the header and footer of that page.

The two lines of a double line are the upper and lower border of a paragraph, so that every program draws the thick one where the standard
wants it; the lower pair stands in a frame that is anchored to the page.
"""

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from anze.documents import geometry as g
from anze.documents.pdf import organ_size

MARK_TOP, UNDER_MARK, RULE_TOP, RULE_LENGTH = Mm(30), Mm(4), Mm(277), Mm(170)  # the second line: 20 mm from the lower edge
RULE_LEFT: Final = Length((g.PAGE_WIDTH - RULE_LENGTH) // 2)
THICK, THIN = 12, 4  # eighths of a point
# Seven eighths of a character between a line and what stands under it, less what its own line keeps free above it.
UNDER_RULE: Final = Length(g.SIZES["三号"] * 7 // 8 - (g.EXACT_LINE - g.SIZES["三号"]) // 2)


def frame(section: Any, organ: str, red: Any) -> None:
    """Set the mark and the first double line into the header of a section's first page, the second into its footer, which has no page number."""
    section.different_first_page_header_footer, section.header_distance = True, MARK_TOP
    header, footer = section.first_page_header, section.first_page_footer
    header.is_linked_to_previous = footer.is_linked_to_previous = False
    mark = header.paragraphs[0]
    mark.style = "发文机关标志"
    run = mark.add_run(organ)
    run.font.size, run.font.color.rgb = Pt(organ_size(organ)), red
    mark.paragraph_format.line_spacing = run.font.size
    rule = header.add_paragraph(style="红色双线")
    rule.paragraph_format.space_before = UNDER_MARK
    rule.paragraph_format.left_indent, rule.paragraph_format.right_indent = Length(RULE_LEFT - g.LEFT), Length(RULE_LEFT - g.RIGHT)
    _bordered(rule, red, THICK, THIN)
    foot = footer.paragraphs[0]
    foot.style = "红色双线"
    _bordered(foot, red, THIN, THICK)
    _anchored(foot)
    footer.add_paragraph(style="Footer")  # a frame needs a paragraph that it stands beside


def _bordered(line: Any, red: Any, upper: int, lower: int) -> None:
    borders = OxmlElement("w:pBdr")
    for side, size in (("top", upper), ("bottom", lower)):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", str(red))):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    line._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _anchored(line: Any) -> None:
    place = OxmlElement("w:framePr")
    for name, value in (("w", RULE_LENGTH // g.TWIP), ("wrap", "around"), ("vAnchor", "page"), ("hAnchor", "page"), ("x", RULE_LEFT // g.TWIP),
                        ("y", RULE_TOP // g.TWIP)):
        place.set(qn(f"w:{name}"), str(value))
    line._p.pPr.insert_element_before(place, "w:pBdr", "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")
