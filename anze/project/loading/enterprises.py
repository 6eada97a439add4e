"""Production units, who supervises them, grids and delegations of the demo: obviously invented names, spread over the real towns by the seed."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any, Final

from anze.enterprises.actions import bulk
from anze.enterprises.actions.cells import plain_cell, plain_holder
from anze.enterprises.actions.charges import plain_charge, plain_kind
from anze.enterprises.actions.delegations import delegate, renew
from anze.enterprises.credit import check_character
from anze.enterprises.excel.writing import open_rows
from anze.enterprises.models import Cell, CellHolder, CellVersion, Charge, Kind
from anze.people.models import Account, Officer, Unit
from anze.people.spelling import initials
from anze.project.demo.dice import stream
from anze.project.demo.people import SURNAMES
from anze.project.loading.accounts import demo_town
from anze.project.loading.insert import insert
from anze.project.loading.journal import FIRST_ENTRY
from anze.project.loading.register import STANDING_ENTERED, City
from anze.record.actions import Change

# kind: sector, department's code, what follows the invented name, how many in a town out of the usual 24
KINDS: Final[dict[str, tuple[str, str, tuple[str, ...], int]]] = {
    "工贸": ("工贸", "yjj", ("木业厂", "五金厂", "建材厂", "陶瓷厂", "塑料厂"), 6), "危险化学品": ("危险化学品", "yjj", ("加油站", "化工厂"), 1),
    "烟花爆竹": ("烟花爆竹", "yjj", ("烟花爆竹零售店",), 1), "非煤矿山": ("非煤矿山", "yjj", ("采石场",), 1),
    "建筑施工": ("建筑施工", "zjj", ("住宅小区工地", "安置房工地"), 1), "燃气": ("城镇燃气", "zjj", ("瓶装燃气供应站",), 1),
    "道路运输": ("道路交通", "jtj", ("客运站", "物流公司"), 1), "水上交通": ("水上交通", "jtj", ("渡口",), 0),
    "特种设备": ("特种设备", "scj", ("锅炉使用点",), 1), "人员密集场所": ("消防", "xfj", ("商场", "饭店", "农家乐"), 4),
    "学校": ("学校", "jyj", ("小学", "幼儿园", "中学"), 2), "医院": ("医疗卫生", "wjj", ("卫生院",), 1), "养老机构": ("医疗卫生", "wjj", ("敬老院",), 0),
    "旅游景区": ("旅游", "wlj", ("漂流景区",), 0), "农机": ("农业机械", "nyj", ("农机合作社",), 1), "渔业": ("", "nyj", ("渔场",), 0),
    "林业防火": ("林业", "zrj", ("林场工区",), 1), "电动自行车充电停放": ("消防", "", ("充电停放棚",), 1),
}
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
RISKS: Final = ("red", "orange", "yellow", "yellow", "blue", "blue", "blue", "")
CLAIMED_TWICE: Final = {("441825", "旅游景区"): "scj", ("441881", "燃气"): "scj"}
CELLS: Final = 3
ENTERED: Final = STANDING_ENTERED + timedelta(days=8)
MATTERS: Final = (("工贸行业安全生产行政检查和简易程序处罚", "yjj"), ("燃气安全行政检查", "zjj"), ("农村道路交通安全劝导和行政检查", "jtj"))


def load_enterprises(city: City) -> None:
    """Enter kinds, charges, the grid, production units and what became of some of them, delegations."""
    kinds = _kinds(city)
    _charges(city, kinds)
    towns = [unit for unit in city.unit.values() if unit.level in {"town", "subdistrict"}]
    cells = _grid(city, towns)
    by_county: dict[str, list[dict[str, Any]]] = {}
    for number, town in enumerate(towns):
        by_county.setdefault(_county(town), []).extend(_firms(city, town, number, kinds, cells[town.code]))
    for county, rows in by_county.items():
        _entered(city, county, rows)
    _delegations(city, towns)


def _kinds(city: City) -> dict[str, Kind]:
    at = city.clock.at(STANDING_ENTERED, "kinds")
    made = insert([Kind(code=f"lb{place:02d}", name=name, sector=said[0], position=place) for place, (name, said) in enumerate(KINDS.items(), 1)])
    for one in made:
        city.journal.add(Change(at=at, actor=None, verb="增加单位类别", object_type="kind", object_id=one.code, after=plain_kind(one)))
    return {one.name: one for one in made}


def _charges(city: City, kinds: dict[str, Kind]) -> None:
    """Each level names its own departments; the city leaves 渔业 to the counties, one of which has not named anybody."""
    rows: list[Charge] = []
    for place in (unit for unit in city.unit.values() if unit.level in {"city", "county", "zone"}):
        at, by = city.clock.at(STANDING_ENTERED + timedelta(days=2), "charges", place.code), city.account.get(place.code)
        for name, (_, department, _, _) in KINDS.items():
            wanted = [department, CLAIMED_TWICE.get((place.code, name), "")]
            if name == "渔业" and (place.level == "city" or place.code == "441826"):
                continue
            rows += [Charge(place=place, kind=kinds[name], department=city.unit[f"{place.code}-{one}"], start=FIRST_ENTRY, recorded_at=at, recorded_by=by,
                            document=f"{place.name}安委〔2023〕15号") for one in wanted if one]
    for one in insert(rows):
        city.journal.add(Change(at=one.recorded_at, actor=one.recorded_by, verb="确定监管分工", object_type="charge", object_id=str(one.pk),
                                unit=one.place.code, happened_on=one.start, provision="6.5", after=plain_charge(one)))


def _grid(city: City, towns: list[Unit]) -> dict[str, list[Cell]]:
    cells = insert([Cell(code=f"{town.code}-{number:02d}", unit=town, name=f"第{'一二三'[number - 1]}网格", extent=f"第{number}片各村（社区）",
                         start=date(2024, 1, 5), on_record=True) for town in towns for number in range(1, CELLS + 1)])
    versions, holders = [], []
    for cell in cells:
        at, by = city.clock.at(date(2024, 1, 8), "cell", cell.code), city.account[cell.unit.code]
        versions.append(CellVersion(cell=cell, name=cell.name, extent=cell.extent, start=cell.start, recorded_at=at, recorded_by=by))
        city.journal.add(Change(at=at, actor=by, verb="划定网格", object_type="cell", object_id=cell.code, unit=cell.unit.code, happened_on=cell.start,
                                provision="11.3", after=plain_cell(cell)))
        holders += list(_holders(city, cell, by))
    insert(versions)
    for one in insert(holders):
        city.journal.add(Change(at=one.recorded_at, actor=one.recorded_by, verb="确定网格责任人", object_type="cell_holder", object_id=str(one.pk),
                                unit=one.cell.unit.code, on_behalf=one.officer.code if one.officer else "", happened_on=one.start, provision="11.3",
                                after=plain_holder(one)))
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.unit.code, []).append(cell)
    return found


def _holders(city: City, cell: Cell, by: Account) -> Iterator[CellHolder]:
    """Yield who answers for a cell: a leader of the town, somebody of the village; here and there nobody."""
    dice = stream(city.clock.seed, "cell", cell.code)
    town, place = cell.unit.code, int(cell.code[-1]) - 1
    leaders = city.holders(town, "other_leader", city.clock.until)
    head = city.in_post(town, "party_head", city.clock.until) if place == 0 and town == demo_town(city) else None
    head = head or (leaders[place % len(leaders)] if leaders else None)
    if head is not None and dice.random() > 0.04:
        yield _holder(city, cell, by, "cell_head", max(_since(city, head, town), cell.start), officer=head, title="镇街领导")
    if dice.random() > 0.06:
        yield _holder(city, cell, by, "cell_member", date(2024, 1, 5), person=f"{dice.choice(SURNAMES)}某", title="村（社区）干部",
                      phone="13900000000")


def _holder(city: City, cell: Cell, by: Account, role: str, start: date, **said: Any) -> CellHolder:
    return CellHolder(cell=cell, role=role, start=start, recorded_at=city.clock.at(start + timedelta(days=3), cell.code, role), recorded_by=by, **said)


def _since(city: City, officer: Officer, unit: str) -> date:
    return max((one.start for one in city.tenures if one.officer == officer and one.unit.code == unit), default=date(2024, 1, 5))


def _firms(city: City, town: Unit, number: int, kinds: dict[str, Kind], cells: list[Cell]) -> Iterator[dict[str, Any]]:
    dice = stream(city.clock.seed, "firms", town.code)
    rare = [name for name, said in KINDS.items() if not said[3]]
    wanted = [name for name, said in KINDS.items() for _ in range(said[3])] + [name for name in rare if dice.random() < 0.3]
    for place, name in enumerate(wanted):
        sector, _, trades, _ = KINDS[name]
        firm = f"{STEMS[place % 10]}{BRANCHES[(place // 2 + number) % 12]}{dice.choice(trades)}"
        body = f"91{_county(town)[:6]}MA0{number * 100 + place:06d}"
        yield {"name": firm, "credit_code": body + check_character(body) if dice.random() > 0.15 else "", "unit": town,
               "address": f"{town.name}第{dice.randrange(1, 12)}村工业路{dice.randrange(1, 90)}号", "sector": sector, "industry": "",
               "kind": kinds[name] if dice.random() > 0.01 else None, "risk": dice.choice(RISKS), "department": None, "department_reason": "",
               "cell": dice.choice(cells) if dice.random() > 0.03 else None, "contact": f"{dice.choice(SURNAMES)}某",
               "phone": "13800000000", "state": "open", "start": date(2023, 12, 1), "initials": initials(firm)}


def _entered(city: City, county: str, rows: list[dict[str, Any]]) -> None:
    """Have the production units of a county entered at once, and what became of some of them as of its days."""
    by, at = city.account[county], city.clock.at(ENTERED, "firms", county)
    made: list[Any] = []
    city.journal.do(at, lambda: made.extend(bulk.enter(by, at, rows, note="首次导入")))
    dice = stream(city.clock.seed, "changes", county)
    for place in dice.sample(range(len(rows)), max(6, len(rows) // 20)):
        day = date(2024, 3, 1) + timedelta(days=dice.randrange(900))
        when = city.clock.at(day + timedelta(days=1), "changed", county, str(place))
        reason, fields = _change(dice, city, county)
        if day < city.clock.until and when <= city.clock.now:
            city.journal.do(when, partial(_restated, by, when, made, place, day, reason, fields))


def _restated(by: Account, when: Any, made: list[Any], place: int, day: date, reason: str, fields: dict[str, Any]) -> None:
    bulk.restate(by, when, [(row, day, fields) for row in open_rows([made[place].enterprise_id])], reason=reason)


def _change(dice: Random, city: City, county: str) -> tuple[str, dict[str, Any]]:
    """Return why and what changes: a new risk level, a stop, the end, a department of its own."""
    said = dice.random()
    if said < 0.5:
        return "年度风险评定", {"risk": dice.choice(("red", "orange", "yellow", "blue"))}
    if said < 0.7:
        return "停产整顿", {"state": "suspended"}
    if said < 0.9:
        return "已办理注销登记", {"state": "deregistered"}
    return "跨行业经营，安委会会议确定", {"department": city.unit[f"{county}-gxj"], "department_reason": "安委会会议纪要确定"}


def _delegations(city: City, towns: list[Unit]) -> None:
    """Some towns hold a delegation: in force, lapsing soon, lapsed, renewed."""
    for town in towns:
        dice = stream(city.clock.seed, "delegation", town.code)
        county = _county(town)
        for matter, department in MATTERS[:1 + (dice.random() < 0.3) + (dice.random() < 0.2)]:
            if dice.random() < 0.45 or town.code == demo_town(city):
                _delegated(city, town, city.unit[f"{county}-{department}"], matter, dice)


def _delegated(city: City, town: Unit, organ: Unit, matter: str, dice: Random) -> None:
    until, by = city.clock.until, city.account[_county(town)]
    end = until + timedelta(days=dice.choice((-40, -12, 9, 25, 48, 150, 240, 400, 520)))
    start = end - timedelta(days=729)
    at = city.clock.at(max(start, FIRST_ENTRY + timedelta(days=30)), "delegated", town.code, organ.code)
    first = dice.randrange(1, 90)
    made: list[Any] = []
    city.journal.do(at, lambda: made.append(delegate(
        by, at, unit=town, organ=organ, matter=matter, scope="检查、责令改正，警告和小额罚款", number=f"委托〔{start.year}〕{first}号", start=start, end=end)))
    again = city.clock.at(end - timedelta(days=5), "renewed", town.code, organ.code)
    if end < until and dice.random() < 0.6 and again > at:
        city.journal.do(again, lambda: renew(by, again, made[0], number=f"委托〔{end.year}〕{first + 1}号", start=end + timedelta(days=1),
                                             end=end + timedelta(days=730)))


def _county(town: Unit) -> str:
    assert town.parent is not None, town.code
    return town.parent.code
