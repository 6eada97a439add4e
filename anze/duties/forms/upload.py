"""The form for a workbook."""

from typing import Any

from django import forms


class UploadForm(forms.Form):
    """One workbook."""

    file: Any = forms.FileField(label="Excel 文件", help_text="用导出的文件来改，列名不要动；有一处不对就一行也不写入。",
                                widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}))
