"""From the scheme to publication (第二十条): no step is skipped, no number typed that the system knows, nobody confirms what he drew up."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from anze.accidents.actions.writing_off import give_notice, write_off
from anze.acts.actions.withdrawing import withdraw
from anze.assessments.actions import checking, deciding, drawing, drawing_up, freezing, self_assessing
from anze.assessments.models import Approval, Assessment, Objection, Snapshot, Step
from anze.assessments.queries.standing import approvals_of, changes, newest
from anze.assessments.snapshots import canonical, digest_of, holds, recompute
from anze.assessments.told import Points, Said
from anze.papers.models import Issued
from anze.record.models import Entry
from tests.apps.accidents.telling import at, fall
from tests.apps.assessments.telling import (
    HEAD,
    NOW,
    OFFICE,
    QINGXIN,
    YINGDE,
    all_checked,
    all_points,
    both_approve,
    confirmed,
    drafted,
    frozen,
    issued,
    opened,
    scored,
    scoring,
    self_assessed,
    state_of,
    terms,
)
from tests.cast import Cast

LATER = NOW + timedelta(days=3)


def test_an_assessment_goes_its_whole_way(cast: Cast) -> None:
    fall(cast, "2026-06-01")
    found = confirmed(cast)
    deciding.publish(cast.account[OFFICE], NOW, found)
    assert state_of(found) == "published"
    assert [one.kind for one in Issued.objects.order_by("pk")] == ["assessment_scheme", "assessment_draft", "assessment_draft", "assessment_result"]
    said = json.loads(newest(found).text)  # type: ignore[union-attr]
    assert said["facts"]["yd"]["z1"]["good"] == 1 and said["facts"]["qx"]["z1"]["good"] == 0
    assert said["results"]["yd"]["indicators"]["z1"]["points"] < said["results"]["qx"]["indicators"]["z1"]["points"]
    assert {one.object_type for one in Entry.objects.filter(at__gte=NOW)} >= {"assessment", "paper", "act"}
