"""Production units (生产经营单位) as they are now, and what was on record of them by both clocks."""

from typing import Self

from django.db import models
from django.db.models import Q

from anze.access.rights import Rights
from anze.enterprises.codes import RISKS, STATES
from anze.enterprises.models.cell import Cell
from anze.enterprises.models.charge import Kind
from anze.enterprises.models.spans import SpanQuerySet, ends_after_start
from anze.people.models import Recorded, Unit

STATED = ("name", "credit_code", "unit", "address", "sector", "industry", "kind", "risk", "department", "department_reason", "cell", "contact", "phone",
          "state")


KEYS = tuple(f"{name}_id" if name in {"unit", "kind", "department", "cell"} else name for name in STATED)  # as the columns are called


class EnterpriseFields(models.Model):
    """What is said of a production unit. `department` is an exception of its own to the table of kinds, with its reason."""

    name = models.CharField("单位名称", max_length=100)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True, help_text="18 位；没有的（如小作坊）不填。")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="%(class)s_here", verbose_name="所在镇（街道、园区）")
    address = models.CharField("地址", max_length=200, blank=True)
    sector = models.CharField("行业", max_length=40, blank=True)
    industry = models.CharField("国民经济行业", max_length=60, blank=True, help_text="如：C3031 粘土砖瓦及建筑砌块制造")
    kind = models.ForeignKey(Kind, models.PROTECT, null=True, blank=True, related_name="%(class)s_of_kind", verbose_name="类别")
    risk = models.CharField("风险等级", max_length=6, choices=list(RISKS.items()), blank=True)
    department = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="%(class)s_own", verbose_name="另行指定的监管部门")
    department_reason = models.CharField("另行指定的原因", max_length=200, blank=True)
    cell = models.ForeignKey(Cell, models.PROTECT, null=True, blank=True, related_name="%(class)s_within", verbose_name="网格")
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    state = models.CharField("状态", max_length=12, choices=list(STATES.items()), default="open")

    class Meta:
        abstract = True


class EnterpriseQuerySet(models.QuerySet["Enterprise"]):
    """Production units that are on record."""

    def standing(self) -> Self:
        """Return those on record."""
        return self.filter(on_record=True)

    def visible_to(self, rights: Rights, permission: str = "enterprise.view", *, supervised: Q | None = None) -> Self:
        """Return those that lie in the units in reach, and those that `supervised` names (`queries.visible` asks the table of kinds)."""
        reach = rights.reach(permission)
        return self.filter(reach.of_units("unit") | Q(department__in=reach.units) | (supervised if supervised is not None else Q(pk__in=[])))


class Enterprise(EnterpriseFields):
    """A production unit as it is now; `code` is its id everywhere, never reused. `since`: the day from which the newest statement holds."""

    code = models.CharField("编号", max_length=20, unique=True)
    initials = models.CharField("拼音首字母", max_length=60, blank=True, editable=False, db_index=True)
    since = models.DateField("自", editable=False)
    on_record = models.BooleanField("在案", default=True, editable=False)

    objects = EnterpriseQuerySet.as_manager()

    class Meta:
        verbose_name = "生产经营单位"
        ordering = ("code",)
        indexes = (models.Index(fields=("unit", "code"), name="enterprise_unit"), models.Index(fields=("kind", "unit"), name="enterprise_kind"))
        constraints = (models.UniqueConstraint(fields=("credit_code",), condition=Q(on_record=True) & ~Q(credit_code=""), name="enterprise_credit_code",
                                               violation_error_message="已有生产经营单位用这个统一社会信用代码，请核对。"),)

    def __str__(self) -> str:
        return self.name


class EnterpriseVersion(EnterpriseFields, Recorded):
    """What held of a production unit from a day to a day, as it was on record from `recorded_at` until struck.

    A change from a day on ends the open row (struck and replaced by one with its last day) and adds another; a correction replaces one.
    """

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="versions", verbose_name="生产经营单位")
    start = models.DateField("自")
    end = models.DateField("至", null=True, blank=True)

    objects = SpanQuerySet["EnterpriseVersion"].as_manager()

    class Meta:
        verbose_name = "生产经营单位的一次登记"
        ordering = ("start", "recorded_at", "id")
        constraints = (ends_after_start("enterprise_ends_after_start"),)
