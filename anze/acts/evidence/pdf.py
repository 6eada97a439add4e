"""PDF: one that opens without a password, does nothing by itself, carries no other file and is nothing else besides."""

import re
import zlib
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2

from anze.acts.evidence.refuse import Refusal

PRINT: Final = "请在本机打开后用“打印 → 另存为 PDF”重新生成一份再上传"
STREAM: Final = re.compile(rb"<<([^\x00]{0,2000}?)>>\s*stream\r?\n", re.S)
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
# Names by which a PDF does something when opened or carries something along.
ACTIVE: Final = re.compile(rb"/(?:JavaScript|JS|Launch|SubmitForm|ImportData|RichMedia|Rendition|GoToE|XFA)(?=[\s/<>\[\]()]|$)")
CARRIED: Final = re.compile(rb"/(?:EmbeddedFiles?|FileAttachment)(?=[\s/<>\[\]()]|$)")
LOCKED: Final = re.compile(rb"/Encrypt(?=[\s/<>\[\]()]|$)")
MOST_INFLATED: Final = 30_000_000
MOST_PAGES: Final = 2_000


def examine_pdf(content: bytes) -> dict[str, Any]:
    """Return that this is a PDF that may be kept. Raises Refusal."""
    tail = content[content.rfind(b"%%EOF"):] if b"%%EOF" in content[-2048:] else None
    if tail is None:
        raise Refusal("PDF 不完整，可能没有传完或没有存完", f"请确认能在本机打开；{PRINT}")
    if tail[5:].strip(b"\r\n \t\x00") or b"PK\x05\x06" in content[-66_000:]:
        raise Refusal("PDF 后面还藏着别的内容", PRINT)
    for part in _readable(content):
        names = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
        if LOCKED.search(names):
            raise Refusal("PDF 加了密码或限制", f"请去掉密码后上传：{PRINT}")
        if ACTIVE.search(names):
            raise Refusal("PDF 带有脚本或会自动执行的动作", PRINT)
        if CARRIED.search(names):
            raise Refusal("PDF 里夹带了别的文件", f"请把夹带的文件单独上传，{PRINT}")
    return {"media_type": "application/pdf", "pages": _pages(content)}


def _readable(content: bytes) -> Iterator[bytes]:
    """Yield the parts of the file in which objects are written: outside of streams, and streams of objects, inflated."""
    at, inflated = 0, 0
    for found in STREAM.finditer(content):
        if found.start() < at:
            continue
        yield content[at:found.end()]
        end = content.find(b"endstream", found.end())
        at = end if end >= 0 else len(content)
        if b"ObjStm" in ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), found[1]):
            text = _inflated(content[found.end():at], found[1])
            inflated += len(text)
            if inflated > MOST_INFLATED:
                raise Refusal("PDF 展开后太大", PRINT)
            yield text
    yield content[at:]


def _inflated(stream: bytes, dictionary: bytes) -> bytes:
    """Return a stream of objects as text; what is packed in a way that we do not read is refused, not passed."""
    if b"/Filter" not in dictionary:
        return stream
    if re.search(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?\s*(?:/|$)", dictionary) is None or b"Predictor" in dictionary:
        raise Refusal("PDF 的写法少见，查不清里面有什么", PRINT)
    try:
        return zlib.decompressobj().decompress(stream, MOST_INFLATED + 1)
    except zlib.error as fault:
        raise Refusal("PDF 已损坏", PRINT) from fault


def _pages(content: bytes) -> int:
    try:
        document = pypdfium2.PdfDocument(content)
        pages = len(document)
        if pages:
            document[0].get_size()
    except pypdfium2.PdfiumError as fault:
        locked = "password" in str(fault).lower()
        raise Refusal("PDF 加了密码" if locked else "PDF 已损坏，打不开", PRINT) from fault
    if pages > MOST_PAGES:
        raise Refusal(f"PDF 有 {pages} 页，超过 {MOST_PAGES} 页", "请拆成几个文件上传")
    if pages == 0:
        raise Refusal("PDF 里没有一页", PRINT)
    return pages
