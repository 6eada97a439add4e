"""A person comes on a case: found by name, unit or post among those who held one on the day of the facts, never guessed."""

from collections.abc import Container, Sequence
from typing import Any, Final

from django import forms

from anze.accountability.codes import MANAGED, SHARES
from anze.accountability.forms.base import QUIET, Asked, Typed, chosen, words
from anze.accountability.models import Fact
from anze.accountability.models.concerned import posts_of
from anze.accountability.queries.candidates import tenures_of
from anze.accountability.queries.listed import names_of, of_nobody
from anze.accounts.forms.named import Suggesting
from anze.documents.official import in_words
from anze.law.codes import POSTS
from anze.people.models import Tenure
from anze.people.spoken import spoken

SEVERAL: Final = 30  # to choose from at most


class ChangeForm(Asked):
    """How far somebody answers and who manages him, as it is found now."""

    share = chosen("责任", SHARES.items(), "请选择责任。")
    managed_by = chosen("干部管理权限", [("", "不清楚"), *MANAGED.items()], hint="归哪一级党委管理，由组织部门认定；哪个机关有权处理看这一项。")
    note = words("依据", "请写明依据，如组织部门的认定、调查报告的认定。", rows=2, longest=400, hint="更改以前的、更改的人和依据都留在经过里。")

    def offer(self) -> None:
        """Begin with what stands."""
        self.initial.update({"share": self.about.share, "managed_by": self.about.managed_by})


class PersonForm(Asked):
    """A person comes on a case. Where what was typed fits several, they stand to choose from, each with unit and post; nothing of it is in an address."""

    person = Typed(label="有关人员", longest=120, widget=Suggesting(attrs=dict(QUIET)),
                             error_messages={"required": "请写明有关人员的姓名、单位或者职务。"},
                             help_text="写姓名，或者单位、职务，几个词用空格隔开，如“望埠镇 书记”。"
                                       "只找事实发生当日在任的；后来调离、提拔、退休的也在内（第三十一条）。")
    tenure = forms.ChoiceField(label="是哪一位", widget=forms.RadioSelect, required=False, error_messages={"invalid_choice": "请重新选择是哪一位。"})
    managed_by = chosen("干部管理权限", [("", "不清楚"), *MANAGED.items()], hint="归哪一级党委管理，由组织部门认定；哪个机关有权处理看这一项。")
    share = chosen("责任", SHARES.items(), "请选择责任。", initial="open")
    facts = forms.ModelMultipleChoiceField(Fact.objects.none(), label="涉及他的事实", required=False, widget=forms.CheckboxSelectMultiple, error_messages={
        "invalid_choice": "勾选的事实刚被撤下，请刷新页面。"}, help_text="决定只依据涉及本人的事实。还没有登记的，列入以后登记时勾选。")
    note = words("说明", rows=2, longest=400)

    def offer(self) -> None:
        """Suggest those who were in post on the day of the facts, offer those who fit where they are several, and the facts on record."""
        about: Any = self.fields["facts"]
        about.queryset = self.about.facts.current().order_by("date", "pk")
        about.label_from_instance = lambda one: f"{in_words(one.date)}{f'，涉及{names}' if (names := names_of(one)) else ''}：{one.text[:40]}"
        self.initial.setdefault("facts", [one.pk for one in of_nobody(self.about)])
        if not about.queryset:
            del self.fields["facts"]
        people: dict[str, list[Tenure]] = {}
        for row in tenures_of(self.about).order_by("unit__path", "pk"):
            people.setdefault(row.officer.code, []).append(row)
        rows = {told(some): some for some in people.values()}
        suggesting: Any = self.fields["person"].widget
        suggesting.suggestions = list(rows)
        typed = str(self.data.get(self.add_prefix("person"), "")).strip() if self.is_bound else ""
        fit = [rows[typed]] if typed in rows else [some for words_, some in rows.items() if _fits(typed, words_, _spoken(some))]
        self.fitting: list[Tenure] = [_meant(typed, some) for some in fit]
        if not 1 < len(self.fitting) <= SEVERAL:
            del self.fields["tenure"]
            return
        which: Any = self.fields["tenure"]
        which.choices, which.required = [(str(row.pk), told(people[row.officer.code], row)) for row in self.fitting], True
        which.error_messages["required"] = f"符合的有 {len(self.fitting)} 位，请选是哪一位。"

    def clean(self) -> dict[str, Any]:
        """Find the one tenure. What fits none, several or too many is said beside the field."""
        found = super().clean() or {}
        typed = found.pop("person", "")
        if not typed:
            return found
        if not self.fitting:
            self.add_error("person", f"事实发生当日在任的人里没有找到“{typed}”。请核对姓名，或者改写单位、职务。")
        elif len(self.fitting) > SEVERAL:
            self.add_error("person", f"符合的有 {len(self.fitting)} 位，请写得再具体一些，如加上单位。")
        elif len(self.fitting) == 1:
            found["tenure"] = self.fitting[0]
        elif found.get("tenure"):
            found["tenure"] = next(row for row in self.fitting if str(row.pk) == found["tenure"])
        return found


def told(rows: Sequence[Tenure], first: Tenure | None = None) -> str:
    """Return a person as he is suggested and typed: 姓名，任职、任职（编号）, with every post held at once; the number tells those of one name apart."""
    officer = rows[0].officer
    return f"{officer.name}，{posts_of(first or _meant('', rows), rows)}（{officer.code}）"


def _meant(typed: str, rows: Sequence[Tenure]) -> Tenure:
    """Return by which of the posts that a person held at once he is listed: the one that was typed, else the first in the order of units and posts."""
    ordered = sorted(rows, key=lambda row: (row.unit.path, list(POSTS).index(row.post), row.pk))
    return next((row for row in ordered if _fits(typed, f"{row.officer.name}，{row.in_full}（{row.officer.code}）", spoken(row))), ordered[0])


def _spoken(rows: Sequence[Tenure]) -> frozenset[str]:
    return frozenset().union(*map(spoken, rows))


def _fits(typed: str, said: str, spoken_of: Container[str]) -> bool:
    parts = typed.replace("，", " ").replace("（", " ").replace("）", " ").split()
    return bool(parts) and all(part in said or part in spoken_of for part in parts)
