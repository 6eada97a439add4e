"""Find people, units, duties, articles, acts, problems and cases by name, code, pinyin initials or number, within the account's reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from anze.access.rights import Reach, Rights
from anze.acts.models import Act, Participant
from anze.acts.policies import STATES, state_of
from anze.acts.queries.problems import said_of
from anze.duties.queries.groups import posts_of
from anze.duties.queries.obligations import Table
from anze.duties.queries.standing import reached
from anze.duties.queries.statute import look_up
from anze.enterprises.queries.found import delegations_numbered, enterprises_named
from anze.law.clauses import Recurring, Standing
from anze.law.pack import Pack
from anze.law.provisions import chinese_number
from anze.people.typed import numbered
from anze.portal.queries.cases import FEW, Hit, cases
from anze.portal.templatetags.anze import day

MOST: Final = 20  # of each group


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `more` of them are not shown."""

    title: str
    hits: list[Hit]
    more: int


def search(words: str, table: Table | None, pack: Pack, rights: Rights) -> list[Group]:
    """Return what was found, grouped, nothing for nothing. Without a table (no business data for this account): the statute alone."""
    wanted = " ".join(words.replace("\x00", "").split())[:60]
    if not wanted:
        return []
    groups: list[tuple[str, list[Hit]]] = []
    if table is not None:
        units, named = reached(table.world, rights.reach("register.view"))
        groups += [("人员", list(_people(wanted, table, units, named, rights.reach("register.view")))), ("单位", list(_units(wanted, table, units)))]
    groups.append(("职责", list(_duties(wanted, pack))))
    groups.append(("条文", list(_articles(wanted, pack))))
    if rights.may("act.view"):
        groups.append(("履职记录", list(_acts(wanted, rights))))
    groups.append(("排查出的问题", list(_problems(wanted, rights))))
    if table is not None and rights.may("enterprise.view"):
        groups += [("生产经营单位", list(_enterprises(wanted, table, rights))), ("委托执法", list(_delegations(wanted, rights)))]
    return [Group(title, hits[:MOST], max(0, len(hits) - MOST)) for title, hits in groups if hits] + list(_cases(wanted, rights))


def _cases(wanted: str, rights: Rights) -> Iterator[Group]:
    for title, hits in cases(wanted, rights):
        if hits:
            yield Group(title, hits[:FEW], max(0, len(hits) - FEW))


def _fits(wanted: str, name: str, code: str, pinyin: str, initials: str) -> int:
    """Return how well something fits: 0 not at all, 3 best."""
    latin = wanted.lower().replace(" ", "")
    if wanted in {name, code} or latin == code.lower():
        return 3
    if name.startswith(wanted) or (latin.isascii() and latin in {initials, pinyin}):
        return 2
    return int(wanted in name or (latin.isascii() and (initials.startswith(latin) or pinyin.startswith(latin) or (len(latin) > 2 and latin in pinyin)
                                                       or code.lower().startswith(latin))))


def _people(wanted: str, table: Table, units: frozenset[str], named: frozenset[str], reach: Reach) -> Iterator[Hit]:
    held = table.world
    found = []
    for code, name in held.index.names.items():
        spelt = held.places.officers.get(code)
        fits = _fits(wanted, name, code, spelt.pinyin if spelt else "", spelt.initials if spelt else "")
        tenures = held.index.tenures_of.get(code, []) if fits else []
        if fits and (reach.everything or code in named or any(tenure.unit in units for tenure in tenures)):
            found.append((-fits, spelt.pinyin if spelt else "", code, name, tenures))
    for _, _, code, name, tenures in sorted(found, key=lambda one: one[:3]):
        places = [tenure.unit for tenure in reversed(tenures) if tenure.unit in units or code in named]
        note = f"{held.index.tree.name(places[0])} {posts_of(table, code, places[0])}" if places else ""
        yield Hit(f"{name}（{code}）", note, ("duties:person", "register:officer"), code)


def _units(wanted: str, table: Table, units: frozenset[str]) -> Iterator[Hit]:
    held = table.world
    found = []
    for code in units:
        place, name = held.places.units[code], held.index.tree.name(code)
        fits = _fits(wanted, name, code, place.pinyin, place.initials) or _own_name_fits(wanted, code, table)
        if fits:
            found.append((-fits, place.rank, code, name))
    for _, _, code, name in sorted(found):
        parent = held.index.tree.units[code].parent
        yield Hit(name, held.index.tree.name(parent) if parent in units else "", ("duties:board_unit", "register:unit"), code)


def _own_name_fits(wanted: str, code: str, table: Table) -> int:
    """Return how well a unit fits by what it is called at home, without the name of the unit above: a county's 财政局 by czj."""
    held = table.world
    parent = held.index.tree.units[code].parent
    if parent is None or parent not in held.places.units or not held.index.tree.name(code).startswith(held.index.tree.name(parent)):
        return 0
    above, place = held.places.units[parent], held.places.units[code]
    return _fits(wanted, held.index.tree.name(code).removeprefix(held.index.tree.name(parent)), "", place.pinyin.removeprefix(above.pinyin),
                 place.initials.removeprefix(above.initials))


def _enterprises(wanted: str, table: Table, rights: Rights) -> Iterator[Hit]:
    if len(wanted) > 1:
        for one in enterprises_named(wanted, rights, table.asked, MOST + 1):
            yield Hit(one.name, f"{one.unit.name}{'，' + one.kind.name if one.kind else ''}，编号 {one.code}", ("enterprises:enterprise",), one.code)


def _delegations(wanted: str, rights: Rights) -> Iterator[Hit]:
    if len(wanted) > 1:
        for one in delegations_numbered(wanted, rights, MOST + 1):
            yield Hit(str(one), f"{one.number}，{day(one.start)}至{day(one.end)}", ("enterprises:delegations",), "")


def _duties(wanted: str, pack: Pack) -> Iterator[Hit]:
    for clause in pack.clauses:
        if isinstance(clause, Recurring | Standing) and (wanted in clause.what or wanted == clause.id):
            yield Hit(f"{pack.label(clause.id)} {clause.what}", clause.quote, ("duties:provision",), clause.id)


def _articles(wanted: str, pack: Pack) -> Iterator[Hit]:
    bare = wanted.removeprefix("第").split("条")[0]
    for number, text in sorted(pack.words.items()):
        if bare == str(number) or wanted.removeprefix("第").startswith(f"{chinese_number(number)}条"):
            yield Hit(f"第{chinese_number(number)}条", text.split("　", 1)[-1].splitlines()[0][:60], ("duties:provision",), str(number))
    if len(wanted) > 1 and not wanted.isascii():
        for found in look_up(pack, wanted):
            yield Hit(found.label, "".join(part for part, _ in found.lines[0])[:80], ("duties:provision",), str(found.number))


def _acts(wanted: str, rights: Rights) -> Iterator[Hit]:
    """Yield acts by receipt, document number or title; too short a word would find everything."""
    if len(wanted) < 2:
        return
    reach = rights.reach("act.view")
    named = Q(pk__in=Participant.objects.filter(officer__in=reach.officers).values("act")) if reach.officers else Q(pk__in=[])
    fits = Q(title__icontains=wanted)
    if any(sign.isdigit() for sign in wanted):  # every receipt and every document number has one
        fits |= Q(uid__istartswith=wanted) | numbered("number", wanted)
    rows = Act.objects.filter(reach.of_units("unit") | named, fits)
    for act in rows.select_related("unit").order_by("-date", "-pk")[:MOST + 1]:
        yield Hit(str(act), f"{act.unit.name}，{day(act.date)}{'，' + act.number if act.number else ''}", ("acts:detail",), act.uid)


def _problems(wanted: str, rights: Rights) -> Iterator[Hit]:
    """Yield problems found in inspections; whoever may not follow one is led to the inspection."""
    for one, follows in said_of(rights, wanted, MOST + 1):
        deadline = f"，{day(one.deadline)}前" if one.deadline else ""
        note = f"{STATES[state_of(one)]}{deadline}，{one.act.unit.name}{day(one.act.date)}排查"
        yield Hit(one.text, note, ("acts:problem",) if follows else ("acts:detail",), str(one.pk) if follows else one.act.uid)
