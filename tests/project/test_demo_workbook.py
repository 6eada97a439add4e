"""The workbook to try in the demo city: every planted mistake is named, and outside the demo there is none."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anze.register.models import Import
from tests.cast import make_cast


@pytest.mark.django_db
def test_the_dirty_workbook_comes_back_with_each_wrong_cell_named(settings: Any) -> None:
    settings.DEMO = True
    client = make_cast().client("英德安委办")
    content = client.get(reverse("register:import_dirty")).content
    client.post(reverse("register:import"), {"file": SimpleUploadedFile("名册.xlsx", content)})
    found = Import.objects.get()
    assert found.state == "wrong"
    assert len(found.faults) >= 10
    assert {table for table, *_ in (fault if isinstance(fault, list) else list(fault.values()) for fault in found.faults)} >= {"unit", "officer", "tenure"}


@pytest.mark.django_db
def test_there_is_none_outside_the_demo() -> None:
    assert make_cast().client("英德安委办").get(reverse("register:import_dirty")).status_code == 404
