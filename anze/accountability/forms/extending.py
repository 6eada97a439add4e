"""A fact is extended to further persons, as it is filled in."""

from typing import Any

from django import forms

from anze.accountability.forms.base import Asked, words
from anze.accountability.models import Concerned, Fact
from anze.accountability.queries.listed import listed, names_of
from anze.documents.official import in_words


class ExtendForm(Asked):
    """Which fact concerns whom besides."""

    fact = forms.ModelChoiceField(Fact.objects.none(), label="哪一项事实", widget=forms.RadioSelect, empty_label=None, error_messages={
        "required": "请选择一项事实。", "invalid_choice": "这项事实刚被撤下，请刷新页面。"})
    whom = forms.ModelMultipleChoiceField(Concerned.objects.none(), label="还涉及谁", widget=forms.CheckboxSelectMultiple, error_messages={
        "required": "请勾选还要加上谁。", "invalid_choice": "勾选的人已经不在有关人员里，请刷新页面。"},
        help_text="原来涉及的人不变。决定只依据涉及本人的事实；已经告知的，补充告知以后再拟定决定。")
    note = words("说明", rows=2, longest=400)

    def offer(self) -> None:
        """Offer the facts on record and the persons on the case."""
        fact: Any = self.fields["fact"]
        fact.queryset = self.about.facts.current().order_by("date", "pk")
        fact.label_from_instance = lambda one: f"{in_words(one.date)}，涉及{names_of(one) or '还没有写明谁'}：{one.text[:60]}"
        whom: Any = self.fields["whom"]
        whom.queryset = listed(self.about)
        whom.label_from_instance = lambda one: f"{one.officer.name}，{one.posts}"

    def told(self) -> dict[str, Any]:
        """Return what was filled in."""
        return dict(self.cleaned_data) | {"whom": list(self.cleaned_data["whom"])}
