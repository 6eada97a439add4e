"""What the person concerned says, with the files he puts to it."""

from django import forms

from anze.accountability.forms.base import words
from anze.accountability.forms.deciding import StateForm
from anze.acts.evidence.kinds import ACCEPT
from anze.acts.forms.base import ManyFiles


class StatementForm(StateForm):
    """The person states his case, and may put files to it."""

    text = words("陈述申辩", rows=8, hint="陈述申辩不会加重处理。没有要说的，只勾选下面一项。")
    nothing_more = forms.BooleanField(label="我没有其他要说的了", required=False, help_text="勾选以后，办案机关可以不等期限届满就作决定；没有想好就不要勾选。")
    attached = forms.FileField(label="佐证材料", required=False, widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPT}),
                               help_text="照片、文件、录音等，可以选几个；加密存放，只有您和办案人员能打开，提交以后不能撤下。")

    def offer(self) -> None:
        """Say when a text is needed."""
        self.fields["text"].mark = "没有勾选下面一项的必写"  # type: ignore[attr-defined]

    def faults(self) -> dict[str, list[str]]:
        """Ask for a text where nothing else is said."""
        got = self.cleaned_data
        said = got.get("nothing_more") or got.get("text", "-")
        return {} if said else {"text": ["请写明您的陈述和申辩；没有要说的，勾选“我没有其他要说的了”。"]}
