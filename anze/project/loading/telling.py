"""From a row of the demo's table to what somebody would have told of it: titles, places, agendas, who else was there, what was found."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from anze.acts.told import Told, ToldProblem, ToldTopic
from anze.law.codes import BODIES
from anze.people.models import Officer, Unit
from anze.project.loading.journal import Row
from anze.project.loading.register import City

SITES: Final = ("石灰石矿", "水泥厂", "烟花爆竹零售点", "加油站", "在建安置房工地", "燃气充装站", "危险化学品仓库", "陶瓷厂", "农贸市场", "中心小学", "敬老院",
                "客运站", "水电站", "景区索道", "木材加工厂", "冷库", "电动自行车集中充电点", "自建房出租屋", "渡口", "国道平交路口")
FOUND: Final = ("消防通道堆放杂物", "配电箱没有接地", "安全出口指示灯损坏", "特种作业人员无证上岗", "危险化学品没有分类存放", "脚手架连墙件不足",
                "边坡有浮石没有清理", "燃气报警器没有启用", "应急预案没有演练记录", "有限空间没有警示标识", "灭火器过期", "用电线路私拉乱接")
BETTER: Final = ("总体情况较好，现场提醒了值班和用电安全。", "抽查三处，未发现突出问题，要求继续做好巡查记录。", "听取情况介绍并查看台账，现场指出薄弱环节。")
OF_PARTY: Final = frozenset({"standing_committee", "party_committee"})
WITH_PROBLEMS: Final = 0.06


class Teller:
    """Tells the rows of `acts` for one city."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.towns: dict[str, list[Unit]] = {}
        for unit in city.unit.values():
            if unit.level in {"town", "subdistrict"} and unit.parent:
                for above in {unit.parent.code, unit.parent.parent.code if unit.parent.parent else unit.parent.code}:
                    self.towns.setdefault(above, []).append(unit)
        self.serving: dict[str, list[Any]] = {}
        for tenure in city.tenures:
            self.serving.setdefault(tenure.unit.code, []).append(tenure)

    def told(self, row: Row) -> Told:
        """Return the row as it was told."""
        unit, day, officer = self.city.unit[str(row["unit"])], row["date"], self.city.officer.get(str(row["officer"]))
        assert isinstance(day, date)
        make = {"meeting": self._meeting, "inspection": self._inspection, "document": self._document, "budget": self._budget}[str(row["type"])]
        return Told(type=str(row["type"]), unit=unit, date=day, **make(row, unit, officer, day))

    def _pick(self, row: Row, what: str, options: Any) -> Any:
        return options[int(self.city.clock.chance(what, str(row["id"])) * len(options))]

    def _meeting(self, row: Row, unit: Unit, officer: Officer | None, day: date) -> dict[str, Any]:
        body, about = str(row["body"]), row["topics"] == ["work_safety"]
        chair = officer or self._chair(unit, body, day)
        others = [] if chair is None else list(self._others(unit, day, chair))
        topic = ToldTopic(f"研究{self._pick(row, 'topic', ('下一步', '本季度', '重点行业', '节假日前后', '汛期'))}安全生产工作", "work_safety", True)
        agenda = (topic,) if about else (ToldTopic("研究经济运行工作"),)
        minutes = "会议听取安全生产情况汇报，分析存在的问题，明确责任单位和完成时限。" if about else "会议研究经济运行情况。"
        return {"bodies": (body,), "topics": agenda, "minutes": minutes, "title": f"{unit.name}{BODIES[body]}"[:120],
                "participants": (*(((chair, "chair"),) if chair else ()), *((one, "attend") for one in others[:2]))}

    def _chair(self, unit: Unit, body: str, day: date) -> Officer | None:
        head = "dept_head" if unit.level == "department" else "party_head" if body in OF_PARTY else "gov_head"
        return self.city.in_post(unit.code, head, day)

    def _others(self, unit: Unit, day: date, chair: Officer) -> Iterator[Officer]:
        seen = {chair.code}
        for one in self.serving.get(unit.code, ()):
            if one.start <= day and (one.end is None or day <= one.end) and one.officer.code not in seen:
                seen.add(one.officer.code)
                yield one.officer

    def _inspection(self, row: Row, unit: Unit, officer: Officer | None, day: date) -> dict[str, Any]:
        assert officer is not None
        home = unit.parent if unit.level == "department" and unit.parent else unit
        visited = home if home.level in {"town", "subdistrict"} else self._pick(row, "town", self.towns.get(home.code, [home]))
        site, found = self._pick(row, "site", SITES), self.city.clock.chance("problem", str(row["id"]))
        problems = tuple(self._problems(row, visited, site, day, found)) if row["role"] == "lead" and found < WITH_PROBLEMS else ()
        findings = f"发现 {len(problems)} 处问题，已交办整改。" if problems else self._pick(row, "better", BETTER)
        return {"participants": ((officer, str(row["role"])),), "place": f"{visited.name}{site}", "visited": visited, "findings": findings,
                "problems": problems, "title": f"{visited.name}{site}安全生产排查"[:120]}

    def _problems(self, row: Row, visited: Unit, site: str, day: date, found: float) -> Iterator[ToldProblem]:
        for number in range(1 + (found < WITH_PROBLEMS / 3)):
            text = FOUND[int(self.city.clock.chance("what", str(number), str(row["id"])) * len(FOUND))]
            yield ToldProblem(text, f"{visited.name}某{site}", visited, day + timedelta(days=(7, 15, 30)[int(found * 1_000) % 3]))

    def _document(self, row: Row, unit: Unit, officer: Officer | None, day: date) -> dict[str, Any]:
        number = "" if officer else f"{unit.name}安委〔{day.year}〕{1 + int(self.city.clock.chance('number', str(row['id'])) * 40)}号"
        return {"kind": str(row["kind"]), "number": number[:60], "participants": ((officer, "author"),) if officer else ()}

    def _budget(self, row: Row, unit: Unit, officer: Officer | None, day: date) -> dict[str, Any]:
        return {name: row[name] for name in ("year", "fund", "fund_before", "revenue_growth")}
