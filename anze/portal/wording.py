"""What forms say of a wrong value where the form itself has no sentence for it: what is wrong and what to do, in plain Chinese."""

from typing import Any, Final

from django import forms
from django.core import validators
from django.core.exceptions import ValidationError

from anze.acts.forms.unseen import TURNED, turned

NOT_OFFERED: Final = "所选的不在可选范围内。请从列出的选项中重新选择。"
FIELDS: Final[dict[type[forms.Field], dict[str, str]]] = {
    forms.Field: {"required": "没有填。请填写或者选择。"},
    forms.IntegerField: {"invalid": "要写整数，例如 12。"},
    forms.DecimalField: {"invalid": "要写数字，例如 12.5。"},
    forms.DateField: {"invalid": "日期写得不对，请写成 2026-11-25 这样。"},
    forms.TimeField: {"invalid": "时间写得不对，请写成 09:30 这样。"},
    forms.DateTimeField: {"invalid": "时间写得不对，请写成 2026-11-25 09:30 这样。"},
    forms.ChoiceField: {"invalid_choice": NOT_OFFERED},
    forms.MultipleChoiceField: {"invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED},
    forms.ModelChoiceField: {"invalid_choice": NOT_OFFERED},
    forms.ModelMultipleChoiceField: {"invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED, "invalid_pk_value": NOT_OFFERED},
    forms.FileField: {"invalid": "没有收到文件。请重新选择文件。", "missing": "没有收到文件。请重新选择文件。", "empty": "文件是空的。请重新选择文件。"},
}
VALIDATORS: Final[dict[Any, str]] = {
    validators.MaxLengthValidator: "最多 %(limit_value)d 个字，现在有 %(show_value)d 个。请缩短。",
    validators.MinLengthValidator: "至少 %(limit_value)d 个字，现在只有 %(show_value)d 个。请补足。",
    validators.MaxValueValidator: "最大是 %(limit_value)s。请改小。",
    validators.MinValueValidator: "最小是 %(limit_value)s。请改大。",
    validators.EmailValidator: "邮箱写得不对，请写成 name@example.com 这样。",
    validators.ProhibitNullCharactersValidator: "这里带有看不见的空字符（多半是从别的软件复制来的）。请删去，直接键入后再提交。",
}
DIGITS: Final = {"invalid": "要写数字，例如 12.5。", "max_digits": "数太长：总共最多 %(max)s 位。请改短。",
                 "max_decimal_places": "小数点后最多 %(max)s 位。请改短。", "max_whole_digits": "小数点前最多 %(max)s 位。请改短。"}


class NothingHidden(validators.ProhibitNullCharactersValidator):
    """Refuses what nobody sees: null bytes, and characters that turn the direction of writing. Every text field of every form asks it."""

    def __call__(self, value: Any) -> None:
        """Raise ValidationError with what is there and what to do."""
        super().__call__(value)
        if code := turned(str(value)):
            raise ValidationError(TURNED, code="turned", params={"code": code})


def speak() -> None:
    """Put these sentences in the place of the framework's own; to be called before any form is declared."""
    validators.ProhibitNullCharactersValidator = NothingHidden  # type: ignore[misc]
    for field, sentences in FIELDS.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **sentences}
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence
    validators.DecimalValidator.messages = dict(DIGITS)
