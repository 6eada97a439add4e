"""Whoever has gone elsewhere is changed there; whoever is out of reach is not even named."""

from datetime import date
from typing import Any

import pytest

from anze.register.actions import begin_tenure, end_tenure
from tests.cast import LONG_AGO, Cast


@pytest.fixture
def moved(cast: Cast) -> Cast:
    """丁某 has left 望埠 of 英德 for 太和 of 清新."""
    [tenure] = cast.officer["丁某"].tenures.filter(struck_at=None)
    end_tenure(None, LONG_AGO, tenure, end=date(2026, 1, 1))
    begin_tenure(None, LONG_AGO, officer=cast.officer["丁某"], unit=cast.unit["太和"], post="party_head", start=date(2026, 1, 2))
    return cast


def test_the_old_office_does_not_rename_whoever_has_gone(moved: Cast) -> None:
    assert moved.client("英德安委办").get("/officers/p4/rename/").status_code == 404
    assert moved.client("清新安委办").get("/officers/p4/rename/").status_code == 200


def test_the_office_where_the_last_post_was_still_corrects_a_name(cast: Cast) -> None:
    [tenure] = cast.officer["丁某"].tenures.filter(struck_at=None)
    end_tenure(None, LONG_AGO, tenure, end=date(2026, 1, 1))
    assert cast.client("英德安委办").get("/officers/p4/rename/").status_code == 200


@pytest.mark.parametrize("address", ["/acts/?officer=p9", "/board/?officer=p9&view=list", "/board/?officer=p9"])
def test_a_filter_names_nobody_out_of_reach(cast: Cast, address: str) -> None:
    assert "壬某" not in cast.client("英德安委办").get(address).content.decode()
    assert "壬某" in cast.client("清新安委办").get(address).content.decode()


@pytest.mark.parametrize(("method", "status"), [("put", 405), ("delete", 405), ("patch", 405), ("get", 200)])
def test_pages_answer_what_pages_and_forms_send(cast: Cast, method: str, status: int) -> None:
    answer: Any = getattr(cast.client("英德安委办"), method)("/units/")
    assert answer.status_code == status
