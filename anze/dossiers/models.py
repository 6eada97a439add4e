"""What is stored of evidence packs: that one was made, by whom, about whom; never what is in it."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.dossiers.asked import MOST_YEARS, YEARS, Asked
from anze.people.models import Officer, Unit
from anze.workbook.models import Export


class MadeDossierQuerySet(models.QuerySet["MadeDossier"]):
    """Packs that were made, by who may know of them."""

    def visible_to(self, rights: Rights) -> Self:
        """Return those that the account made, and those of the discipline of the very unit for which it works, not of those below it."""
        return self.filter(Q(account=rights.account) | Q(unit__path__in=rights.reach("dossier.make").trees))


class MadeDossier(models.Model):
    """A pack that was made; never changed. `unit` is the unit whose discipline made it (none for what a person made of himself), `manifest` the SHA-256
    of its manifest, which stands in the entry `entry_seq` of the ledger, `digest` that of the archive, `said` that of what it says (without the head);
    `head_…` on which head of the ledger it rests. The archive waits as an export until it expires; asked again while it would say the same it is made
    again on that head, byte for byte."""

    uid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="生成人")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属单位")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="何人")
    accident = models.CharField("事故", max_length=40, blank=True)
    day = models.DateField("哪一天")
    known_at = models.DateField("截至")
    years = models.PositiveSmallIntegerField("年数", default=YEARS)
    files = models.PositiveIntegerField("文件数")
    size = models.PositiveBigIntegerField("字节数")
    manifest = models.CharField("清单摘要", max_length=64, db_index=True)
    digest = models.CharField("压缩包摘要", max_length=64)
    said = models.CharField("内容摘要", max_length=64, blank=True, default="", db_index=True)
    head_seq = models.PositiveBigIntegerField("账本条数")
    head_digest = models.CharField("账本末条摘要", max_length=64)
    entry_seq = models.PositiveBigIntegerField("记入账本第几条")
    made_at = models.DateTimeField("生成时间", db_index=True)
    export = models.OneToOneField(Export, models.SET_NULL, null=True, blank=True, related_name="dossier", verbose_name="导出")

    objects = MadeDossierQuerySet.as_manager()

    class Meta:
        verbose_name = "生成的履职证据包"
        ordering = ("-made_at", "-id")
        constraints = (models.CheckConstraint(condition=Q(years__gte=1, years__lte=MOST_YEARS), name="dossier_years"),)

    def __str__(self) -> str:
        return self.name

    @property
    def asked(self) -> Asked:
        """What it was made for."""
        return Asked(self.officer.code, self.day, self.known_at, self.accident or None, self.years)

    @property
    def name(self) -> str:
        """What its file is called."""
        return name_of(self.asked, self.officer)


def name_of(asked: Asked, officer: Officer) -> str:
    """Return what the file of a pack is called: whose, of which day."""
    return f"履职证据包-{officer.name}-{asked.day:%Y%m%d}.zip"
