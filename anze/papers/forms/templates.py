"""Forms of templates and letterheads."""

import re
from typing import Any

from django import forms


class TemplateForm(forms.Form):
    """A template that takes the place of the one that counts."""

    file: Any = forms.FileField(label="Word 模板", help_text="先下载现在的模板，在 Word 里改好再传上来（.docx）。花括号里的字段名不要改。",
                                widget=forms.ClearableFileInput(attrs={"accept": ".docx"}))
    note = forms.CharField(label="改了什么", max_length=200, required=False, help_text="写给以后的人看。")


class LetterheadForm(forms.Form):
    """How an office calls itself on its documents."""

    organ = forms.CharField(label="发文机关标志", max_length=60, help_text="版头的红字，如：清远市安全生产委员会办公室文件。")
    sender = forms.CharField(label="署名", max_length=60, help_text="落款的发文机关，如：清远市安全生产委员会办公室。")
    code = forms.CharField(label="发文代字", max_length=12, help_text="文号开头的几个字，如：清安委办。换了代字，从 1 号另编；已经取的号不变。")
    printed_by = forms.CharField(label="印发机关", max_length=60, required=False, help_text="版记里写的，不填的同署名。")

    def clean_code(self) -> str:
        """Return the word; brackets, digits and 号 belong to the number itself."""
        code = str(self.cleaned_data["code"]).strip()
        if re.search(r"[\d〔〕\[\]（）()号\s]", code):
            raise forms.ValidationError("发文代字只写字，不带年份、括号和号数，例如：清安委办。")
        return code
