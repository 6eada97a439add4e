"""The server's log: a refusal is one line without anybody's values, a fault shows its way but not its words."""

import io
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client

from tests.cast import Cast


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What our own handler writes, as the settings set it up."""
    logging.config.dictConfig(settings.LOGGING)
    [handler] = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    written = io.StringIO()
    kept = handler.setStream(written)
    yield written
    handler.setStream(kept)
    logging.getLogger().removeHandler(handler)


def test_a_refusal_is_one_line_without_a_traceback(cast: Cast, log: io.StringIO) -> None:
    assert cast.client("英德安委办").get("/accounts/张某某/?q=机密").status_code == 403
    [line] = log.getvalue().splitlines()
    assert line.endswith(f"WARNING django.request 403 GET accounts/<str:username>/ account={cast.account['英德安委办'].pk}")


def test_what_is_not_there_is_one_line_that_repeats_nothing_of_the_address(cast: Cast, log: io.StringIO) -> None:
    client = cast.client("英德安委办")
    client.get("/officers/张某某/")
    client.get("/张某某/")
    lines = log.getvalue().splitlines()
    assert [line.partition(" django.request ")[2].partition(" account")[0] for line in lines] == ["404 GET officers/<str:code>/", "404 GET no such address"]


def test_a_form_without_its_token_is_one_line(db: None, log: io.StringIO) -> None:
    assert Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "张某某"}).status_code == 403
    [line] = log.getvalue().splitlines()
    assert "403 POST sign-in/" in line


def test_a_form_with_a_mistake_is_no_line_at_all(cast: Cast, log: io.StringIO) -> None:
    assert cast.client("系统管理员").post("/accounts/new/", {"username": ""}).status_code == 422
    assert log.getvalue() == ""


def test_a_fault_shows_the_way_but_not_the_values(cast: Cast, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    name, number = "张某某", "440000000000000000"

    def broken(*_: object) -> None:
        try:
            raise ValueError(number)
        except ValueError as fault:
            raise DatabaseError(f"Key (name)=({name}) already exists") from fault

    monkeypatch.setattr("anze.portal.views.home.render", broken)
    client = cast.client("英德安委办")
    client.raise_request_exception = False
    assert client.get("/").status_code == 500
    written = log.getvalue()
    assert "500 GET /" in written
    assert "builtins.ValueError" in written
    assert "django.db.utils.DatabaseError" in written
    assert "in broken" in written
    assert name not in written
    assert number not in written
