"""The ledger: entries that are only ever added, each sealed with the digest of the one before; personal values beside it."""

from typing import Any, NoReturn

from django.db import models


class Immutable(Exception):  # noqa: N818 — a refusal, not a fault
    """Raised where something tries to change or delete what may only be added to."""


class Entry(models.Model):
    """One entry of the ledger. `seq` counts from 1 without gaps; `digest` seals every other field and `previous`.

    `actor`, `on_behalf`, `unit` and `object_id` are codes, never names. What was said is outside the chain: `content` is
    the keyed digest of `Sealed.text`, so that a lawful erasure of the text leaves the chain whole.
    """

    seq = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("登记时间")
    actor = models.CharField("经手人账号", max_length=40)
    on_behalf = models.CharField("代何人", max_length=40, blank=True)
    verb = models.CharField("行为", max_length=40)
    object_type = models.CharField("客体类别", max_length=40)
    object_id = models.CharField("客体编号", max_length=80)
    unit = models.CharField("单位代码", max_length=40, blank=True)
    happened_on = models.DateField("发生日", null=True, blank=True)
    provision = models.CharField("依据", max_length=40, blank=True)
    before = models.CharField("此前摘要", max_length=64, blank=True)
    after = models.CharField("此后摘要", max_length=64, blank=True)
    content = models.CharField("内容的加钥摘要", max_length=64)
    previous = models.CharField("上一条摘要", max_length=64)
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = "账本条目"
        ordering = ("seq",)
        indexes = (models.Index(fields=("object_type", "object_id")), models.Index(fields=("unit", "seq"), name="record_entry_unit"),
                   models.Index(fields=("actor", "seq"), name="record_entry_actor"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; an existing one is never written again."""
        if not self._state.adding:
            raise Immutable("账本只增不改。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise Immutable("账本只增不删。")


class Sealed(models.Model):
    """The text of an entry (JSON: before, after, note) and the random key of its digest. Erased, text and key go together."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="sealed")
    key = models.BinaryField("钥", max_length=32)
    text = models.TextField("内容")
    erased_at = models.DateTimeField("擦除时间", null=True, blank=True)

    class Meta:
        verbose_name = "账本条目的内容"
