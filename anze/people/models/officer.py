"""Leading officials."""

from django.db import models

from anze.people.models.recorded import Recorded, RecordedQuerySet


class Officer(models.Model):
    """A leading official; `code` is the id everywhere and tells two of one name apart."""

    code = models.CharField("人员编号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField("拼音", max_length=120, blank=True, editable=False, db_index=True)
    initials = models.CharField("拼音首字母", max_length=20, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name = "领导干部"
        ordering = ("pinyin", "code")

    def __str__(self) -> str:
        return self.name


class OfficerVersion(Recorded):
    """What was on record of an officer from `recorded_at` until struck; the newest equals the officer itself."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="versions", verbose_name="领导干部")
    name = models.CharField("姓名", max_length=40)

    objects = RecordedQuerySet["OfficerVersion"].as_manager()

    class Meta:
        verbose_name = "领导干部的一次登记"
        ordering = ("recorded_at", "id")
