"""Is what was sent about a workbook well formed?"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from anze.register.excel.columns import BY_KEY, Table
from anze.workbook.package import LARGEST, Unreadable


class WorkbookForm(forms.Form):
    """A workbook to upload."""

    file = forms.FileField(label="名册工作簿", help_text="只收 .xlsx，最大 10 MB。",
                           error_messages={"required": "没有选择文件。请选择填好的名册工作簿。", "empty": "文件是空的。请重新选择文件。",
                                           "missing": "没有收到文件。请重新选择。", "invalid": "没有收到文件。请重新选择。"},
                           widget=forms.FileInput(attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}))

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise Unreadable("文件超过 10 MB。名册用不了这么大：请把数据复制到新下载的模板里（只粘贴数值），再上传。")
        return file


def number_of(sent: Mapping[str, Any], name: str) -> int:
    """Return a whole number that was sent (the revision that was looked at, a row): 0 for none, or for what is none."""
    text = str(sent.get(name, ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def edits_of(sent: Mapping[str, Any], by_key: Mapping[str, Table] = BY_KEY) -> dict[tuple[str, int, str], str]:
    """Return the cells that were sent: their names are sheet!row!column, as the grid writes them. Others are passed over."""
    found: dict[tuple[str, int, str], str] = {}
    for name, text in sent.items():
        table, _, rest = name.partition("!")
        number, _, key = rest.partition("!")
        if table in by_key and key in by_key[table].by_key and number.isdecimal() and len(number) < 8:
            found[table, int(number), key] = str(text)
    return found
