"""A form says what is wrong and what to do, also where it has no sentence of its own."""

from typing import Any

import pytest
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from tests.cast import Cast


class Everything(forms.Form):
    name = forms.CharField(label="名称", max_length=3, min_length=2)
    count = forms.IntegerField(validators=[MinValueValidator(1), MaxValueValidator(9)])
    fund = forms.DecimalField(max_digits=4, decimal_places=2)
    day = forms.DateField()
    kind = forms.ChoiceField(choices=[("a", "甲")])
    kinds = forms.MultipleChoiceField(choices=[("a", "甲")])
    email = forms.EmailField()


GOOD: dict[str, Any] = {"name": "甲某", "count": "3", "fund": "1.25", "day": "2026-06-12", "kind": "a", "kinds": ["a"], "email": "a@example.com"}


@pytest.mark.parametrize(("field", "value", "said"), [
    ("name", "", "没有填。请填写或者选择。"), ("name", "甲乙丙丁", "最多 3 个字，现在有 4 个。请缩短。"),
    ("name", "甲", "至少 2 个字，现在只有 1 个。请补足。"),
    ("name", "甲\0乙", "这里带有看不见的空字符（多半是从别的软件复制来的）。请删去，直接键入后再提交。"),
    ("count", "三", "要写整数，例如 12。"), ("count", "0", "最小是 1。请改大。"), ("count", "10", "最大是 9。请改小。"),
    ("fund", "多", "要写数字，例如 12.5。"), ("fund", "NaN", "要写数字，例如 12.5。"), ("fund", "1.125", "小数点后最多 2 位。请改短。"),
    ("fund", "125.1", "小数点前最多 2 位。请改短。"), ("day", "2026-13-01", "日期写得不对，请写成 2026-11-25 这样。"),
    ("kind", "z", "所选的不在可选范围内。请从列出的选项中重新选择。"), ("kinds", "z", "所选的不在可选范围内。请从列出的选项中重新选择。"),
    ("email", "甲", "邮箱写得不对，请写成 name@example.com 这样。"),
])
def test_a_wrong_value_is_answered_with_what_to_do(field: str, value: str, said: str) -> None:
    assert Everything(GOOD | {field: [value] if field == "kinds" else value}).errors == {field: [said]}


@pytest.mark.parametrize("character", ["\u202e", "\u202a", "\u2066", "\u200f", "\u061c"])
def test_what_turns_the_direction_of_writing_is_refused_by_every_text_field(character: str) -> None:
    said = f"这里带有看不见的文字方向控制符（U+{ord(character):04X}，会让文字显示成另一种顺序）。请删去这一段，直接键入后再提交。"
    assert Everything(GOOD | {"name": f"甲{character}某"}).errors == {"name": [said]}
    assert not Everything(GOOD | {"name": "甲·某"}).errors


def test_a_page_refuses_what_turns_the_direction_of_writing(cast: Cast) -> None:
    page = cast.client("英德安委办").post("/contacts/new/", {"sector": "危险\u202e化学品"}).content.decode()
    assert "U+202E" in page


def test_the_pages_that_exist_speak_so(cast: Cast) -> None:
    page = cast.client("英德安委办").post("/contacts/new/", {"target": "nonsense"}).content.decode()
    assert page.count("没有填。请填写或者选择。") >= 1 and "所选的不在可选范围内" in page
    assert "必填项" not in page and "有效的选项" not in page


def test_a_page_sent_without_its_hidden_version_is_answered_in_chinese(cast: Cast) -> None:
    page = cast.client("英德安委办").post("/units/yd/change/", {"name": "英德市"}).content.decode()
    assert "打开页面时的版本：没有填" in page and "Based on" not in page
