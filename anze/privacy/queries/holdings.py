"""Everything kept of a person, found by the columns of the database that name him: what an app keeps tomorrow is in the copy without a word here.

What the law keeps from him meanwhile is left out by name, and the copy says so. Other persons stand in it as 他人.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import Q

from anze.acts.models import Act, Draft
from anze.duties.sources import looked_up
from anze.law.findings import in_words
from anze.law.provisions import chinese_number
from anze.people.models import Account, Officer, Unit
from anze.people.moment import SHANGHAI
from anze.privacy.queries.about import entries_of
from anze.privacy.queries.wording import form_worded
from anze.record.words import OBJECTS

# Apps whose rows about a person are not in his copy, and where he learns of them.
WITHHELD: Final[Mapping[str, str]] = {
    "accountability": "问责案件：办理中的案件依法保密；已经送达您的文书以送达的为准，在案件页上查看。",
    "vetting": "考察结果：由组织部门掌握；谁在何时为什么用途查询过您，列在“谁查询过我”。",
    "dossiers": "履职证据包：由所列各项记录编成，没有另外的内容。",
    "privacy": "个人信息请求：在“我的个人信息”页上查看。",
}
WHOSE: Final = ("account", "user")  # the column by which a row belongs to an account; others say who dealt with it
# What opens something stays out of every file, its owner's too.
SECRET: Final = frozenset({"password", "hash", "digest", "key", "session_key", "device_key", "epoch", "content"})
# How the program makes a file says nothing of a person: the name of the file does.
INTERNAL: Final = frozenset({("workbook.Export", "maker"), ("workbook.Export", "media_type")})
# Columns that have no name of their own, or share one with another.
TITLES: Final[Mapping[tuple[str, str], str]] = {("access.SecurityEvent", "subject"): "主体名称", ("acts.Draft", "form"): "哪张表",
                                                ("acts.Draft", "data"): "填写的内容", ("acts.Draft", "saved_at"): "保存时间"}
OTHER, CLERK, ONESELF = "（他人）", "（经办人）", "（本人）"


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing that is kept: its name, its columns, its rows."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def naming(model: Any) -> list[Any]:
    """Return the columns everywhere that name a row of a model, many-to-many ones too."""
    found = [one.field for one in model._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete and hasattr(one, "field")]
    return [field for field in found if not field.model._meta.auto_created and field.model._meta.app_label in OURS]


OURS: Final = frozenset(config.label for config in apps.get_app_configs() if config.name.startswith("anze."))


def sections(officer: Officer) -> list[Section]:
    """Return everything that is kept of a person, kind by kind; kinds of which there is nothing are left out."""
    accounts = list(Account.objects.filter(officer=officer))
    found = [_section(Officer, Officer.objects.filter(pk=officer.pk), officer)]
    for model, fields in _grouped().items():
        about = Q()
        for field in fields:
            about |= Q(**{field.name: officer}) if field.related_model is Officer else Q(**{f"{field.name}__in": accounts})
        found.append(_section(model, model._base_manager.filter(about).distinct().order_by("pk"), officer))
    asked = [(one.at.astimezone(SHANGHAI), one.organ, one.purpose) for one in looked_up(officer.code)]
    found += [Section("谁查询过我", ("时间", "部门", "用途"), asked), _ledger(officer)]
    return [one for one in found if one.rows]


def _grouped() -> dict[Any, list[Any]]:
    """Return the tables whose rows belong to a person, with the columns that say so."""
    found: dict[Any, list[Any]] = {}
    for field in (*naming(Officer), *(one for one in naming(Account) if one.name in WHOSE)):
        if field.model._meta.app_label not in WITHHELD:
            found.setdefault(field.model, []).append(field)
    return dict(sorted(found.items(), key=lambda pair: pair[0]._meta.label))


def _section(model: Any, rows: Any, officer: Officer) -> Section:
    fields = [one for one in model._meta.concrete_fields if not one.primary_key and one.name not in SECRET and not isinstance(one, models.BinaryField)
              and (model._meta.label, one.name) not in INTERNAL]
    linked = [one.name for one in fields if one.remote_field is not None]
    return Section(str(model._meta.verbose_name), _titles(fields),
                   [tuple(_shown(row, one, officer) for one in fields) for row in rows.select_related(*linked).iterator(chunk_size=500)])


def _titles(fields: list[Any]) -> tuple[str, ...]:
    """Return what columns are called, in Chinese and each differently."""
    found: list[str] = []
    times: Counter[str] = Counter()
    for one in fields:
        said = TITLES.get((one.model._meta.label, one.name), str(one.verbose_name))
        if said.isascii() and one.related_model is not None:
            said = str(one.related_model._meta.verbose_name)
        times[said] += 1
        found.append(said if times[said] == 1 else f"{said}（{chinese_number(times[said])}）")
    return tuple(found)


def _shown(row: Any, field: Any, officer: Officer) -> Any:
    if field.remote_field is None:
        return _plain(row, field)
    said = getattr(row, field.name)
    if isinstance(said, Officer):
        return ONESELF if said == officer else OTHER
    if isinstance(said, Account):
        return ONESELF if said.officer_id == officer.pk else CLERK
    if isinstance(said, Unit):
        return said.name
    if isinstance(said, Act):
        return "，".join(filter(None, (in_words(said.date), said.get_type_display(), said.title, said.place)))
    return "" if said is None or said._meta.app_label in WITHHELD else str(said)


def _plain(row: Any, field: Any) -> Any:
    if field.model is Draft and field.name == "form":
        return form_worded(row.form)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    said = getattr(row, field.attname)
    return said.astimezone(SHANGHAI) if isinstance(said, datetime) else said


def _ledger(officer: Officer) -> Section:
    columns = ("序号", "登记时间", "行为", "客体", "客体编号", "发生日", "依据", "经手")
    accounts = set(Account.objects.filter(officer=officer).values_list("username", flat=True))
    return Section("账本", columns, [(one.seq, one.at.astimezone(SHANGHAI), one.verb, OBJECTS.get(one.object_type, one.object_type), one.object_id,
                                     one.happened_on, one.provision, ONESELF if one.actor in accounts else CLERK)
                                    for one in entries_of(officer).iterator(chunk_size=2_000)])


def withheld() -> Iterator[str]:
    """Yield a sentence for each kind of thing that is not in a copy."""
    yield from WITHHELD.values()
