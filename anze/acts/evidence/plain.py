"""Plain text: it must be text throughout, and no page or script in disguise."""

import re
from typing import Any, Final

from anze.acts.evidence.refuse import Refusal

PAGE: Final = re.compile(r"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|link|math|xml|\?xml|!entity)\b|<\?xml|javascript:", re.I)
LONGEST: Final = 5_000_000


def decoded(content: bytes) -> str | None:
    """Return the text of UTF-8, UTF-16 with a mark, or GB 18030; None where it is none of them."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def examine_text(content: bytes) -> dict[str, Any]:
    """Return that this is text. Raises Refusal for everything else, and for web pages."""
    text = decoded(content)
    if text is not None and PAGE.search(text):
        raise Refusal("网页、SVG 图和带脚本的文本不收", "请把内容另存为 PDF、Word 或纯文本，图形请截图后上传")
    if text is None or any(ord(character) < 32 and character not in "\t\n\r\f" for character in text):
        raise Refusal("认不出这是什么文件", "可以上传照片和图片、PDF、Word、Excel、演示文稿、纯文本；请转成其中一种再上传")
    if text.startswith("{\\rtf"):
        raise Refusal("RTF 文件不收", "请用 Word 或 WPS 另存为 docx 后上传")
    if len(content) > LONGEST:
        raise Refusal("文本超过 5 MB", "请拆开，或另存为 Word、PDF 后上传")
    return {"media_type": "text/plain"}
