"""The demo city: 清远市 with its real units, and invented officers, work and accidents, repeatable from a seed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from anze.law.clauses import Recurring, Standing
from anze.law.pack import DEFAULT_PACK, load_pack
from anze.law.problems import Problem, Refused
from anze.project.demo.accidents import accident_rows
from anze.project.demo.city import Row, city_units
from anze.project.demo.dice import FIRST_DAY, HORIZON_YEARS
from anze.project.demo.known import known_by
from anze.project.demo.people import Holding, city_holdings, officer_rows, tenure_rows
from anze.project.demo.process import (
    assessment_rows,
    decision_rows,
    exemption_rows,
    hazard_rows,
    interview_rows,
    letter_rows,
    measure_rows,
    task_rows,
    tour_rows,
)
from anze.project.demo.standing import committee_rows, contact_rows, duty_list_rows, problem_town_rows
from anze.project.demo.tables import Format, write_tables
from anze.project.demo.work import act_rows

__all__ = ["demo_tables", "write_demo"]


def demo_tables(seed: int, until: date) -> dict[str, list[Row]]:
    """The demo city as known at the end of `until`: list name → rows with the keys of the case file, days as `date`.

    The same seed gives the same rows; a later `until` only adds to them. Raises `Refused` for a day outside the demo's years.
    """
    last = date(FIRST_DAY.year + HORIZON_YEARS - 1, 12, 31)
    if not FIRST_DAY <= until <= last:
        raise Refused([Problem("演示数据", 0, f"截止日 {until} 不在演示的年份之内", f"取 {FIRST_DAY} 到 {last} 之间的一天")])
    units = city_units()
    holdings = city_holdings(units, seed, until.year)
    return known_by(_tables(units, holdings, seed, until.year), until)


def _tables(units: list[Row], holdings: list[Holding], seed: int, last_year: int) -> Mapping[str, list[Row]]:
    pack = load_pack(DEFAULT_PACK)
    towns, accidents = problem_town_rows(units, seed), accident_rows()
    return {
        "units": units, "officers": officer_rows(holdings, seed), "tenures": tenure_rows(holdings),
        "acts": act_rows(units, holdings, pack.of(Recurring), seed, last_year),
        "contacts": contact_rows(units, holdings, towns, pack.of(Standing), seed), "problem_towns": towns,
        "duty_lists": duty_list_rows(units, seed), "committees": committee_rows(units, holdings),
        "accidents": accidents, "hazards": hazard_rows(), "assessments": assessment_rows(units), "decisions": decision_rows(),
        "interviews": interview_rows(holdings), "measures": measure_rows(holdings),
        "tasks": task_rows(units, holdings, seed, last_year), "letters": letter_rows(units, seed, last_year), "tours": tour_rows(),
        "exemption_asked": exemption_rows(holdings, accidents),
    }


def write_demo(folder: Path, seed: int, until: date, format: Format = "parquet") -> dict[str, int]:
    """Write the demo city's tables to `folder`; gives the number of rows of each. The same arguments give the same bytes."""
    tables = demo_tables(seed, until)
    write_tables(folder, tables, format)
    return {name: len(rows) for name, rows in tables.items()}
