"""The goals beside what was measured. Ratios are taken between engines with the same input, and never across."""

from dataclasses import dataclass

from bench.duties import INSTANCES
from bench.rounds import Measured

# peer, ours with the same input, the goal; DuckDB and Polars use all cores, and a loop cannot: on raw input ours stands there with one and with all
PEERS = (
    ("OpenFisca native", "ours raw", 10.0), ("OpenFisca keyed", "ours keyed", None), ("OpenFisca binned", "ours binned", None),
    ("DuckDB raw", "ours raw, all cores", 8.0), ("DuckDB raw", "ours raw", None), ("DuckDB keyed", "ours keyed", None),
    ("Polars raw", "ours raw, all cores", None), ("Polars raw", "ours raw", None), ("Polars keyed", "ours keyed", 3.0),
    ("plain loop raw", "ours raw, all cores", 80.0), ("plain loop raw", "ours raw", None), ("plain loop keyed", "ours keyed", 80.0),
)
NATION = 1_000_000


@dataclass(frozen=True)
class Goal:
    """A figure, and what it should reach; None where nothing is asked."""

    what: str
    figure: float
    unit: str
    goal: float | None = None
    at_most: bool = False

    @property
    def reached(self) -> bool:
        return self.goal is None or (self.figure <= self.goal if self.at_most else self.figure >= self.goal)

    def line(self) -> str:
        goal = "" if self.goal is None else f"目标 {'≤' if self.at_most else '≥'} {self.goal:g}  {'达到' if self.reached else '未达到'}"
        figure = f"{self.figure:,.0f}" if self.figure >= 100 else f"{self.figure:.3g}"
        return f"  {figure:>9} {self.unit:<4} {goal:<18} {self.what}"


def ratios(city: dict[str, Measured], large: dict[str, Measured]) -> list[Goal]:
    """Return ours over each peer at both sizes; the goal stands beside the larger one that the peer ran at."""
    found = []
    for peer, ours, goal in PEERS:
        for place, measured in (("全市", city), ("大规模", large)):
            if peer in measured:
                last = measured is large or peer not in large
                figure = measured[ours].rate / measured[peer].rate
                found.append(Goal(f"{place}：{ours} ÷ {peer}", figure, "倍", goal if last else None))
    return found


def sizes(city: dict[str, Measured], growth: dict[int, dict[str, float]], slope: float) -> list[Goal]:
    """Return the goals that are figures of ours alone."""
    ours = city["ours keyed"]
    found = [Goal("时间随规模增长的指数", slope, "", 1.1, at_most=True),
             Goal("全市 480,000 个任务（已定位）", ours.instances / ours.rate / 1e3, "毫秒", 30, at_most=True),
             Goal("全市 480,000 个任务（原始）", ours.instances / city["ours raw"].rate / 1e3, "毫秒")]
    if NATION in growth:
        found += [Goal(f"全国 {NATION * INSTANCES:,} 个任务，单进程", growth[NATION]["seconds"], "秒", 5, at_most=True),
                  Goal("其内存峰值", growth[NATION]["peak"], "GB", 2, at_most=True)]
    return found


def print_goals(goals: list[Goal]) -> None:
    print("\n目标")
    for goal in goals:
        print(goal.line())
    missed = sum(not goal.reached for goal in goals)
    print(f"  {sum(goal.goal is not None for goal in goals) - missed} 项达到，{missed} 项未达到")
