"""What goes out comes in again unchanged; what comes in in bulk is what the single verbs would have written; and it is quick."""

import json
import random
import time
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from anze.access.rights import rights_of
from anze.people.models import Officer, OfficerVersion, Tenure, Unit, UnitVersion
from anze.record.models import Entry
from anze.register.actions import add_officer, add_unit, begin_tenure, change_unit, end_tenure, rename_officer
from anze.register.actions.bulk import begin_tenures
from anze.register.actions.imports import apply
from anze.register.actions.undoing import undo
from anze.register.excel.roster import roster
from anze.workbook.write import workbook
from tests.apps.register.excel_books import book, reach_of, sent
from tests.cast import LONG_AGO, Cast


def exported(cast: Cast, office: str) -> bytes:
    return workbook(roster(rights_of(cast.account[f"{office}安委办"]), LONG_AGO))


@pytest.mark.parametrize("office", ["清远", "英德", "望埠"])
def test_an_export_imports_unchanged(cast: Cast, office: str) -> None:
    cast.account["清远安委办"] = cast.account["市安委办"]
    add_unit(None, LONG_AGO, code="zone", name="高新区", level="zone", parent=cast.unit["清远"], treated_as="town", kind="高新区", position=7)
    add_unit(None, LONG_AGO, code="jd", name="英城街道", level="subdistrict", parent=cast.unit["英德"], determined=True, code_system="民政部")
    imported = sent(cast, exported(cast, office), office)
    assert (imported.faults, imported.changes) == ([], [])
    assert all(count["unchanged"] == count["rows"] for count in imported.counts.values())
    assert imported.counts["tenure"]["rows"] == {"清远": 11, "英德": 9, "望埠": 3}[office]


def test_a_county_gets_only_its_own(cast: Cast) -> None:
    sheets = openpyxl.load_workbook(BytesIO(exported(cast, "英德")))
    said = {str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert {"英德市", "甲某", "望埠镇"} <= said
    assert not {"清新区", "太和镇", "壬某", "癸某"} & said


def strange(dice: random.Random) -> str:
    """A title that nobody should have, of the characters that get lost most easily."""
    letters = [*map(chr, range(1, 0x180)), "_x0041_", "_x000D_", "<r>", "</r>", "=", "+", "-", "@", "中", "　", "\u2028", "\ufffe", "😀", "'", '"', "&"]
    return "".join(dice.choice(letters) for _ in range(dice.randint(1, 12)))[:60]


def test_strange_titles_come_in_again_unchanged(cast: Cast) -> None:
    dice = random.Random(20261125)
    titles = ["=1+1", "<r>x</r>", "_x0041_x0042_", " 镇长 ", "\x0b", *(strange(dice) for _ in range(2000))]
    Tenure.objects.bulk_create(Tenure(officer=cast.officer["丁某"], unit=cast.unit["望埠"], post="other_leader", title=title, recorded_at=LONG_AGO,
                                      start=date(1990, 1, 1) + timedelta(days=2 * day), end=date(1990, 1, 1) + timedelta(days=2 * day))
                               for day, title in enumerate(titles))
    imported = sent(cast, exported(cast, "英德"))
    assert (imported.faults[:3], imported.changes[:3]) == ([], [])


def large(units: int = 500, officers: int = 1500, tenures: int = 3000) -> bytes:
    """A workbook of that many new rows."""
    return book([(f"u{n}", f"第{n}镇", "乡镇", "yd", "英德市") for n in range(units)], [(f"o{n}", f"子某{n}") for n in range(officers)],
                [(f"o{n % officers}", "", f"u{n % units}", "", "乡镇党委和政府其他领导干部", f"委员{n}", date(2025, 1, 1) + timedelta(days=n // officers * 40),
                  date(2025, 1, 1) + timedelta(days=n // officers * 40 + 9), "否", "是") for n in range(tenures)])


def test_five_thousand_rows_come_in_within_ten_seconds_and_go_out_and_in_unchanged(cast: Cast) -> None:
    content = large()
    began = time.process_time()  # of this process: the machine may be shared
    imported = sent(cast, content)
    assert imported.faults == []
    imported = apply(imported.account, LONG_AGO, imported, reach_of(cast, "英德"), revision=1)
    assert time.process_time() - began <= 10
    assert (Unit.objects.count(), Officer.objects.count(), Tenure.objects.count()) == (508, 1510, 3011)
    assert Entry.objects.filter(verb="登记任期").count() == 3011
    again = sent(cast, exported(cast, "英德"))
    assert (again.faults, again.changes) == ([], [])
    assert sum(count["unchanged"] for count in again.counts.values()) > 5000
    undo(imported.account, LONG_AGO, imported)
    assert (UnitVersion.objects.current().count(), Tenure.objects.current().count()) == (8, 11)


def facts() -> dict[str, Any]:
    """What is on record and what the ledger says of it, without the keys that count up; told apart by code."""
    units = {unit.code: (unit.name, unit.level, unit.function, unit.pinyin, unit.initials, unit.kind, unit.position,
                         [Unit.objects.get(pk=int(pk)).code for pk in unit.path.strip("/").split("/")]) for unit in Unit.objects.all()}
    who, entries = ("recorded_by__username", "struck_at"), Entry.objects.exclude(object_type="import")
    said = entries.values_list("sealed__text", flat=True)
    return {
        "units": units,
        "unit versions": listed(UnitVersion, "unit__code", "name", "level", "parent__code", "function", *who, "replaces__name"),
        "officers": listed(Officer, "code", "name", "pinyin", "initials"),
        "officer versions": listed(OfficerVersion, "officer__code", "name", *who, "replaces__name"),
        "tenures": listed(Tenure, "officer__code", "unit__code", "post", "title", "start", "end", "acting", "party_committee_member", *who, "replaces__end"),
        "entries": sorted(map(str, entries.values_list("verb", "object_type", "unit", "on_behalf", "happened_on", "actor"))),
        "said": sorted(json.dumps(json.loads(text) | {"note": ""}, ensure_ascii=False, sort_keys=True) for text in said),
    }


def listed(model: Any, *fields: str) -> list[str]:
    return sorted(map(str, model.objects.values_list(*fields)))


class Back(Exception):  # noqa: N818
    """Takes back what a block wrote."""


def test_in_bulk_the_same_is_written_as_one_by_one(cast: Cast) -> None:
    by, note = cast.account["英德安委办"], "导入“名册.xlsx”"
    one_by_one: dict[str, Any] = {}
    with pytest.raises(Back), transaction.atomic():
        town = add_unit(by, LONG_AGO, code="n1", name="新镇", level="town", parent=cast.unit["英德"])
        add_unit(by, LONG_AGO, code="n2", name="新镇应急办", level="department", parent=town)
        change_unit(by, LONG_AGO, cast.unit["望埠"], name="望埠镇改", reason=note)
        new = add_officer(by, LONG_AGO, code="x1", name="子某")
        rename_officer(by, LONG_AGO, cast.officer["丁某"], name="丁某某", reason=note)
        end_tenure(by, LONG_AGO, Tenure.objects.get(officer__code="p2"), end=date(2026, 4, 30), reason=note)
        begin_tenure(by, LONG_AGO, officer=new, unit=town, post="gov_head", title="镇长", start=date(2026, 5, 1), acting=True)
        one_by_one = facts()
        raise Back
    before = facts()
    posts = [("x1", "", "n1", "", "政府主要负责人", "镇长", "2026-05-01", "", "是"), ("p2", "", "yd", "", "政府主要负责人", "", "2025-03-01", "2026-04-30")]
    imported = sent(cast, book([("n2", "新镇应急办", "部门", "n1", "", "其他工作部门"), ("n1", "新镇", "乡镇", "yd"), ("wb", "望埠镇改", "乡镇", "yd")],
                               [("x1", "子某"), ("p4", "丁某某")], posts))
    assert imported.faults == []
    assert facts() == before
    apply(by, LONG_AGO, imported, reach_of(cast, "英德"), revision=1)
    for name, found in facts().items():
        assert found == one_by_one[name], name


def test_many_at_once_refuse_a_post_held_twice(cast: Cast) -> None:
    rows = [{"officer": cast.officer[name], "unit": cast.unit["大站"], "post": "gov_head", "start": date(2026, 1, day), "end": None}
            for name, day in (("戊某", 1), ("己某", 2))]
    with pytest.raises(ValidationError, match="已由戊某"), transaction.atomic():
        begin_tenures(None, LONG_AGO, rows)
    assert not Tenure.objects.filter(unit=cast.unit["大站"]).exists()
