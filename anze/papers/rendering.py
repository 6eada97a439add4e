"""Fill in an office's own Word template. What templates may say is checked when they come (`checking`), and bound again here."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from django.core.exceptions import ValidationError
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from anze.documents.word import settled
from anze.papers.language import environment

LARGEST: Final = 5_000_000  # bytes of a document that a template may make


def rendered(template: bytes, values: Mapping[str, Any]) -> bytes:
    """Return the .docx that a template makes of plain values. Raises ValidationError where it cannot."""
    document = DocxTemplate(BytesIO(template))
    try:
        document.render(_for_word(dict(values)), environment(escaped=True), autoescape=True)
        out = BytesIO()
        document.save(out)
    except (TemplateError, KeyError, ValueError, AttributeError) as fault:
        raise ValidationError("模板套不上数据。请在“公文模板”里预览、改正后再用；急用时可以先恢复内置模板。") from fault
    if out.tell() > LARGEST:
        raise ValidationError("按模板做出的文件太大。请去掉模板里的大图片。")
    return settled(out.getvalue())


def _for_word(value: Any) -> Any:
    """Return values in which a new line begins a new paragraph."""
    if isinstance(value, dict):
        return {key: _for_word(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_for_word(one) for one in value]
    return value.replace("\n", "\a") if isinstance(value, str) else value
