"""Fields that these forms share: a place, a department, a kind, a cell, a sector, each as far as the account reaches."""

from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from anze.access.rights import Reach, Rights
from anze.duties.codes import SECTORS
from anze.enterprises.models import Cell
from anze.people.models import Unit


class GroupedField(forms.ModelChoiceField):
    """A unit, grouped by the county, zone or city it stands in."""

    nothing = "请选择"

    def offer(self, units: Any) -> None:
        """Offer these units, in the order of the tree."""
        self.queryset = units.filter(closed_on=None).select_related("parent").order_by("path")
        found = sorted(self.queryset, key=lambda unit: (unit.parent.path if unit.parent else "", unit.position, unit.pk))
        grouped = [(name, [(unit.pk, unit.name) for unit in some]) for name, some in groupby(found, key=lambda unit: (unit.parent or unit).name)]
        self.choices = [("", self.nothing), *grouped]


class CellField(forms.CharField):
    """A cell, typed by its number or its name; the cells of the place are suggested."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "cells-suggested", "autocomplete": "off"}))
        super().__init__(max_length=60, **kwargs)
        self.rights: Rights | None = None

    def clean(self, value: Any) -> Any:
        """Return the cell; None for nothing typed."""
        typed = (super().clean(value) or "").split("　")[0].strip()
        if not typed:
            return None
        found = list(Cell.objects.standing().filter(Q(code=typed) | Q(name=typed)).select_related("unit")[:2])
        if len(found) != 1:
            raise ValidationError("没有这个编号或者名称的网格。请到“网格”页核对编号。" if not found else "有不止一个网格叫这个名称，请写网格编号。")
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """Show a cell by its number."""
        return value.code if isinstance(value, Cell) else value


def places_for(reach: Reach) -> Any:
    """Return the places where one may enter something: those in reach; for a department's own people those of its county or city."""
    mine = Unit.objects.places().filter(reach.of_units())
    above = Unit.objects.filter(reach.of_units(), level="department", pk__in=reach.units).values_list("parent__path", flat=True)
    wanted = Q(pk__in=mine.values("pk"))
    for path in above:
        wanted |= Q(path__startswith=path)
    return Unit.objects.places().filter(wanted)


def departments_for(reach: Reach) -> Any:
    """Return the departments that may be named: those of the places in reach and of whatever stands above them."""
    roots = list(Unit.objects.filter(reach.of_units()).order_by("path")[:1]) if reach.everything or reach.trees else list(
        Unit.objects.filter(pk__in=reach.units))
    wanted = Q(pk__in=[])
    for root in roots:
        above = [int(one) for one in root.path.split("/") if one]
        wanted |= Q(path__startswith=root.path) | Q(parent__in=above)
    for tree in reach.trees:
        wanted |= Q(path__startswith=tree) | Q(parent__in=[int(one) for one in tree.split("/") if one])
    return Unit.objects.filter(wanted, level="department")


class SectorInput(forms.TextInput):
    """A sector: the usual names are offered, another may be written."""

    template_name = "duties/contacts/sector_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the widget's template shows."""
        return super().get_context(name, value, attrs) | {"sectors": SECTORS}
