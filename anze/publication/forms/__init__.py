"""Forms of publication."""

from typing import Any

from django import forms

from anze.people.models import Unit
from anze.publication.policies import LARGEST


class NoticeForm(forms.Form):
    """A notice."""

    unit = forms.ModelChoiceField(label="发布单位", queryset=Unit.objects.none())
    title = forms.CharField(label="标题", max_length=120)
    text = forms.CharField(label="内容", max_length=20_000, widget=forms.Textarea(attrs={"rows": 14}),
                           help_text="任何人都能看到。不要写个人信息和没有公布的事故、案件情况。空一行另起一段。")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["unit"]
        chosen.queryset = units


class WithdrawForm(forms.Form):
    """Why what was published is taken back."""

    reason = forms.CharField(label="撤回原因", max_length=200, help_text="会留在公开页面上，请写成公众看得懂的话，不要写个人信息。")


class FileForm(forms.Form):
    """A file to be checked; it is not kept."""

    file: Any = forms.FileField(label="文件", help_text="只计算摘要，不保存文件。")

    def clean_file(self) -> Any:
        """A file is not larger than papers are."""
        found = self.cleaned_data["file"]
        if found.size > LARGEST:
            raise forms.ValidationError(f"文件超过 {LARGEST // 1_000_000} MB，不会是这里发出的公文。")
        return found
