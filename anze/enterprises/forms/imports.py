"""The form for a workbook of production units."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from anze.workbook.package import LARGE, Unreadable


class WorkbookForm(forms.Form):
    """A workbook to upload."""

    file = forms.FileField(label="工作簿", help_text=f"只收 .xlsx，最大 {LARGE.largest // 1_000_000} MB、60,000 行；行多的在后台检查，可以离开这一页。",
                           error_messages={"required": "没有选择文件。请选择填好的工作簿。", "empty": "文件是空的。请重新选择文件。",
                                           "missing": "没有收到文件。请重新选择。", "invalid": "没有收到文件。请重新选择。"},
                           widget=forms.FileInput(attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}))

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGE.largest:
            raise Unreadable(f"文件超过 {LARGE.largest // 1_000_000} MB。请把数据复制到新下载的模板里（只粘贴数值），或者分几个文件上传。")
        return file
