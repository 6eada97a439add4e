"""The small city with one of everything, planted once for a module."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from anze.duties.world import forget
from anze.people.models import Account
from tests.apps.access.planting import NOW, Planted, plant
from tests.apps.access.processes import plant_processes
from tests.apps.api.asking import Program, program
from tests.cast import Cast, make_cast


@dataclass
class City:
    """The cast, and 蜂鸟镇 of 清新, a stranger to everybody in 英德."""

    cast: Cast
    bird: Planted
    programs: dict[str, Program]

    def program(self, name: str) -> Program:
        """Return a program of an account, with the token it was given."""
        return self.programs[name]


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """Made once, rolled back at the end."""
    with (django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic(),
          override_settings(FILES=tmp_path_factory.mktemp("files"))):
        forget()
        cast = make_cast()
        found = City(cast, plant(cast, "蜂鸟", "fn", "清新"), {})
        plant_processes(cast, found.bird)
        Account.objects.update(password_changed_at=NOW)
        cast.account = {one.username: one for one in Account.objects.all()}
        found.programs = {name: program(cast, name) for name in cast.account}
        yield found
        transaction.set_rollback(True)
    forget()
