"""Letterheads (发文机关): how a unit's office calls itself on top of its documents, and the word its numbers begin with."""

from django.db import models

from anze.people.models import Recorded, RecordedQuerySet, Unit


class Letterhead(Recorded):
    """A unit's letterhead from when it came on record until another took its place."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="letterheads", verbose_name="单位")
    organ = models.CharField("发文机关标志", max_length=60, help_text="版头的红字，如：清远市安全生产委员会办公室文件")
    sender = models.CharField("署名", max_length=60, help_text="落款，如：清远市安全生产委员会办公室")
    code = models.CharField("发文代字", max_length=12, help_text="文号开头的几个字，如：清安委办")
    printed_by = models.CharField("印发机关", max_length=60, blank=True)

    objects = RecordedQuerySet["Letterhead"].as_manager()

    class Meta:
        verbose_name = "发文机关"
        ordering = ("unit__path", "-recorded_at")
        constraints = (models.UniqueConstraint(fields=("unit",), condition=models.Q(struck_at=None), name="one_letterhead_a_unit"),)

    def __str__(self) -> str:
        return self.sender
