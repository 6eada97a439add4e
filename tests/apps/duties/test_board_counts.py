"""Whatever was done and whoever left: by unit, by person, by provision and in the list the same obligations are counted."""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anze.access.rights import Reach
from anze.duties import world as held
from anze.duties.queries.filters import Filters, narrow
from anze.duties.queries.grid import Grid
from anze.duties.queries.groups import Shown, by_duty, by_person, by_unit, in_order, shared_and_vacant, tops
from anze.duties.queries.obligations import LAMPS, in_reach, table_of
from anze.duties.queries.tiles import overview
from anze.law.codes import POSTS
from anze.law.evaluate import Evaluation
from anze.law.facts import Facts
from anze.law.pack import Pack
from anze.law.question import Question
from anze.people.facts import register_facts
from anze.people.models import Tenure
from anze.people.moment import SHANGHAI
from anze.register.actions import end_tenure
from tests.apps.duties.test_board import inspect, meet
from tests.cast import Cast

OFFICERS = (("甲某", "英德"), ("丁某", "望埠"), ("己某", "望埠"), ("庚某", "应急局"), ("壬某", "清新"), ("癸某", "清远"))
STEPS = st.lists(st.tuples(st.sampled_from(["inspect", "meet", "leave"]), st.integers(0, 5), st.integers(0, 160), st.integers(0, 40)), max_size=12)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, day=st.integers(0, 200))
def test_all_ways_count_the_same(steps: list[tuple[str, int, int, int]], day: int, cast: Cast) -> None:
    from django.db import transaction

    class Undo(Exception):  # noqa: N818
        pass

    try:
        with transaction.atomic():
            held.forget()
            for number, (verb, who, on, late) in enumerate(steps):
                _play(cast, number, verb, who, date(2026, 1, 1) + timedelta(days=on), late)
            asked = Question(date(2026, 1, 20) + timedelta(days=day), date(2026, 9, 1))
            _agree(asked, cast)
            raise Undo
    except Undo:
        held.forget()


def _play(cast: Cast, number: int, verb: str, who: int, on: date, late: int) -> None:
    name, unit = OFFICERS[who]
    recorded = datetime(on.year, on.month, on.day, 9, tzinfo=SHANGHAI) + timedelta(days=late)
    if verb == "inspect":
        inspect(cast, f"i{number}", name, unit, on, recorded)
    elif verb == "meet":
        meet(cast, f"m{number}", "英德", on, recorded)
    else:
        tenure = Tenure.objects.current().filter(officer=cast.officer[name], end=None).first()
        if tenure:
            end_tenure(None, recorded, tenure, end=on)


def _agree(asked: Question, cast: Cast) -> None:
    table = table_of(asked, date(2026, 9, 1))
    for reach in (Reach(everything=True), Reach(trees=frozenset({cast.unit["英德"].path})), Reach(officers=frozenset({cast.officer["甲某"].pk}))):
        chosen = in_reach(table, reach)
        total, counts = len(chosen), chosen.counts()
        assert total == sum(counts.values()) == len(Shown(in_order(chosen))) == sum(group.total for group in by_duty(chosen))
        shared, vacant = shared_and_vacant(chosen)
        assert sum(group.total for group in by_person(chosen)) == total + shared - vacant
        assert sum(group.total for top in tops(chosen) for group in by_unit(chosen, top)) == total
        for place, lamp in enumerate(LAMPS):
            assert counts[lamp] == sum(group.counts[place] for group in by_duty(chosen)) == len(narrow(chosen, Filters(lamp=lamp)))
        year = narrow(chosen, Filters(year="2026"))
        assert sum(bool(cell.lamp) for row in Grid(year, year, 2026) for cell in row.cells) == len(year)
        for tile in overview(table, reach).tiles:
            assert tile.count == len(narrow(chosen, tile.filters))


def test_the_table_says_what_a_full_evaluation_says(cast: Cast) -> None:
    inspect(cast, "i1", "甲某", "英德", date(2026, 3, 10), datetime(2026, 5, 1, 9, tzinfo=SHANGHAI))
    meet(cast, "m1", "英德", date(2026, 2, 10), datetime(2026, 2, 11, 9, tzinfo=SHANGHAI))
    today = date(2026, 6, 20)
    asked = Question(today, today)
    table = table_of(asked, today)
    pack: Pack = table.world.pack
    lists: dict[str, Any] = register_facts(today)
    evaluation = Evaluation(pack, Facts(**lists), asked, (table.world.recurrence.roll, table.world.recurrence.acts))
    expected = sorted((row["duty"], row["unit"], row["period"], row["officers"], "soon" if row["due_soon"] else row["status"], row["why"])
                      for block in evaluation.obligation_blocks() for row in evaluation.obligation_rows(block))
    from anze.law.recurring.explain import explain

    found = sorted((table.duties[table.duty[row]].id, table.world.recurrence.roll.units[table.unit[row]], table.period_at(row).name, table.officers_at(row),
                    LAMPS[table.lamp[row]], explain(pack, table.block(row), asked)[1][0]) for row in range(len(table)))
    assert found == expected and {one[4] for one in found} >= {"met", "backfilled", "missed", "soon"}


@pytest.mark.parametrize("post", list(POSTS))
def test_a_post_s_rows_are_those_of_its_holders(cast: Cast, post: str) -> None:
    today = date(2026, 6, 20)
    table = table_of(Question(today, today), today)
    chosen = narrow(in_reach(table, Reach(everything=True)), Filters(post=post))
    holders = {(t.unit.code, t.officer.code) for t in Tenure.objects.filter(post=post).select_related("unit", "officer")}
    place, officer = chosen.pairs()
    units = table.world.recurrence.roll.units
    found = {(units[table.unit[chosen.at[at]]], table.world.recurrence.roll.officers[one]) for at, one in zip(place.tolist(), officer.tolist(), strict=True)}
    assert found == holders or (not holders and not found)
    assert isinstance(chosen.at, np.ndarray)
