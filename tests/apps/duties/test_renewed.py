"""After more acts a table of obligations is renewed where they count: it equals one that is laid out anew."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from anze.duties import world as held
from anze.duties.queries.obligations import Table, table_of
from anze.duties.queries.renewed import renewed
from anze.duties.queries.table import laid_out
from anze.law.question import Question
from anze.people.moment import SHANGHAI
from anze.register.actions import begin_tenure
from tests.apps.duties.test_world import withdraw, write
from tests.cast import Cast

NOW = datetime(2026, 6, 15, 9, tzinfo=SHANGHAI)
TODAY = NOW.date()
WHO = (("甲某", "英德"), ("丁某", "望埠"), ("壬某", "清新"), ("丙某", "英德"), ("庚某", "应急局"), ("癸某", "清远"))


@pytest.fixture(autouse=True)
def fresh() -> Any:
    held.forget()
    yield
    held.forget()


def told(table: Table) -> list[Any]:
    """Return every row with all that is known of it, acts by their ids."""
    ids = table.world.recurrence.acts.ids
    units = table.world.recurrence.roll.units
    return [(table.duties[table.duty[i]].id, units[table.unit[i]], table.period_at(i).name, table.officers_at(i), int(table.done[i]),
             int(table.lamp[i]), bool(table.vacant[i]), ids[table.acts[table.act_at[i]:table.act_at[i + 1]]].tolist()) for i in range(len(table))]


def now_and_anew() -> tuple[Table, list[Any]]:
    """Return today's table as the site holds it, and what a fresh reading of everything says."""
    asked = Question(TODAY, TODAY)
    kept = table_of(asked, TODAY)
    before = list(held._base), dict(held._worlds), list(held._seen)
    held.forget()
    anew = told(laid_out(held.world(asked, TODAY), asked))
    held._base[:], held._seen[:] = before[0], before[2]
    held._worlds.clear()
    held._worlds.update(before[1])
    return kept, anew


@pytest.mark.parametrize("seed", range(5))
def test_a_renewed_table_equals_one_laid_out_anew(cast: Cast, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    renewals: list[bool] = []

    def counted(before: Table, world: held.World) -> Table | None:
        found = renewed(before, world)
        renewals.append(found is not None)
        return found

    monkeypatch.setattr("anze.duties.queries.obligations.renewed", counted)
    dice, written = Random(seed), []
    for name, unit in (("甲某", "望埠"), ("丁某", "大站")):  # who holds posts in two units counts in both
        begin_tenure(None, NOW, officer=cast.officer[name], unit=cast.unit[unit], post="other_leader", start=date(2026, 1, 10))
    for step in range(12):
        for number in range(dice.randrange(1, 4)):
            name, unit = dice.choice(WHO)
            day = TODAY - timedelta(days=dice.randrange(150))
            written.append(write(cast, f"a{step}-{number}", NOW, day, name, unit, dice.random() < 0.4))
        if dice.random() < 0.4:
            withdraw(written.pop(dice.randrange(len(written))), cast.account["甲"], NOW)
        if step == 8:
            begin_tenure(None, NOW, officer=cast.officer["己某"], unit=cast.unit["大站"], post="other_leader", start=date(2026, 2, 1))
        kept, anew = now_and_anew()
        assert told(kept) == anew, step
    assert renewals == [*[True] * 7, *[True] * 3]  # but at the first look and after the register changed, where nothing is there to renew


def test_an_act_of_somebody_unknown_changes_nothing(cast: Cast) -> None:
    write(cast, "a1", NOW, TODAY, "丁某", "望埠", False)
    table, _ = now_and_anew()
    write(cast, "a2", NOW, TODAY, "丁某", "望埠", False).facts.update(officer="nobody", unit="nowhere")
    kept, anew = now_and_anew()
    assert told(kept) == anew == told(table)
    assert kept is not table


def test_too_many_acts_at_once_are_laid_out_anew(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anze.duties.queries.renewed.FEW", 2)
    asked = Question(TODAY, TODAY)
    table = table_of(asked, TODAY)
    for number in range(3):
        write(cast, f"a{number}", NOW, TODAY, "丁某", "望埠", False)
    assert renewed(table, held.world(asked, TODAY)) is None
    kept, anew = now_and_anew()
    assert told(kept) == anew


def test_an_older_reading_is_not_renewed_from_a_newer_table(cast: Cast) -> None:
    asked = Question(TODAY, TODAY)
    first = write(cast, "a1", NOW, TODAY, "丁某", "望埠", False)
    older = held.world(asked, TODAY)
    withdraw(first, cast.account["甲"], NOW)
    write(cast, "a2", NOW, TODAY, "壬某", "清新", False)
    newer = table_of(asked, TODAY)
    assert len(older.recurrence.acts.ids) == len(newer.world.recurrence.acts.ids)
    assert renewed(newer, older) is None
