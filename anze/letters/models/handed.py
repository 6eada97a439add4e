"""The files of a letter that were handed out: by their digests whoever holds one learns whether it is as it was given."""

from django.db import models

from anze.letters.models.letter import Letter


class HandedFile(models.Model):
    """A file of a letter as it was given the first time, by the SHA-256 of its bytes. Another state of the letter, or another version of what draws
    it, gives another file: each stays known."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="handed", verbose_name="责任书")
    sha256 = models.CharField("文件摘要", max_length=64)
    at = models.DateTimeField("第一次给出的时间")

    class Meta:
        verbose_name = "给出的责任书文件"
        ordering = ("letter", "id")
        constraints = (models.UniqueConstraint(fields=("letter", "sha256"), name="handed_once", violation_error_message="这个文件已经登记过了。"),)

    def __str__(self) -> str:
        return self.sha256
