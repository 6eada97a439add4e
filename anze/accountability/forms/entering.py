"""What the person concerned handed in on paper, as whoever handles the case enters it for him (代为登记)."""

from typing import Any, ClassVar, Final

from django import forms

from anze.accountability.codes import REVIEWS
from anze.accountability.forms.base import Asked, day, words
from anze.accountability.forms.deciding import ContestForm
from anze.accountability.queries.law import all_routes
from anze.acts.evidence.kinds import ACCEPT
from anze.acts.evidence.store import Staged
from anze.acts.forms.base import ManyFiles

SCANNED: Final = "纸面的扫描件或者照片，可以选几个；加密存放，本人和案内的人能打开，登记以后不能撤下。"
AGAIN: Final = "请改好以后连同其他文件一起重新选，再提交。"


class OnPaper(Asked):
    """A form with the day on which a paper was received, and its scan."""

    staged: list[Staged]

    def offer(self) -> None:
        """Say that a scan has to be chosen."""
        super().offer()
        self.staged = []
        self.fields["attached"].mark = "必选"  # type: ignore[attr-defined]

    def take(self, staged: list[Staged], refused: list[str]) -> None:
        """Take the files that were sent with the form; say of each that may not be kept why, and keep none then."""
        self.staged = staged
        for sentence in refused:
            self.add_error("attached", sentence)
        if refused:
            for one in self.staged:
                one.path.unlink(missing_ok=True)
            self.staged = []
            self.add_error("attached", AGAIN)

    def told(self) -> dict[str, Any]:
        """Return what was filled in, with the files."""
        return {name: value for name, value in super().told().items() if name != "attached"} | {"files": self.staged}


class EnterStatementForm(OnPaper):
    """What he stated on paper."""

    on = day("收到日期", "办案机关收到纸面的那一天；期限按这一天算。")
    text = words("陈述申辩", "请照纸面写明内容。", rows=6, hint="照纸面写，不增不减。纸面写明没有其他要说的，也等期限过了再批准决定。")
    attached = forms.FileField(label="扫描件", required=False, widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPT}), help_text=SCANNED)


class EnterContestForm(OnPaper, ContestForm):
    """What he asked for on paper: by which way."""

    reviews: ClassVar[bool] = True
    on = day("收到日期", "受理机关收到纸面的那一天；期限按这一天算。")
    attached = forms.FileField(label="扫描件", required=False, widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPT}), help_text=SCANNED)
    field_order = ("route", "on", "text", "attached")

    def offer(self) -> None:
        """Offer the ways of this kind, those whose time is over too: the paper may have come within it."""
        super().offer()
        self.routes([way for way in all_routes(self.about) if (way.remedy.code in REVIEWS) == self.reviews])
        self.fields["text"].help_text = "照纸面写，不增不减。"

    def told(self) -> dict[str, Any]:
        """Return the way, the day, the words and the files."""
        return ContestForm.told(self) | {"on": self.cleaned_data["on"], "files": self.staged}


class EnterReviewForm(EnterContestForm):
    """He asked on paper for a review."""


class EnterAppealForm(EnterContestForm):
    """He appealed on paper."""

    reviews = False
