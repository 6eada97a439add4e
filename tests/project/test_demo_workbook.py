"""The workbook to try in the demo city: every planted mistake is named, and outside the demo there is none."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anze.register.actions import add_unit
from anze.register.excel.dirty import WRONG
from anze.register.models import Import
from tests.cast import LONG_AGO, make_cast


@pytest.mark.django_db
def test_the_dirty_workbook_comes_back_with_each_wrong_cell_named(settings: Any) -> None:
    settings.DEMO = True
    cast = make_cast()
    add_unit(None, LONG_AGO, code="441881", name="英德市", level="county", parent=cast.unit["清远"])  # as the demo city has it
    client = cast.client("市安委办")
    content = client.get(reverse("register:import_dirty")).content
    client.post(reverse("register:import"), {"file": SimpleUploadedFile("名册.xlsx", content)})
    found = Import.objects.get()
    assert found.state == "wrong"
    named: dict[str, list[str]] = {}
    for table, _, _, address, *_ in found.faults:
        named.setdefault(table, []).append(address)
    assert {table: sorted(cells) for table, cells in named.items()} == {table: sorted(cells) for table, cells in WRONG.items()}


@pytest.mark.django_db
def test_there_is_none_outside_the_demo() -> None:
    assert make_cast().client("英德安委办").get(reverse("register:import_dirty")).status_code == 404
