"""The files of a rule pack, read and checked against the published text; an inheriting pack laid over its parent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from anze.law.problems import Problem
from anze.law.provisions import base_id
from anze.law.published import PublishedArticle, first_difference, read_published
from anze.law.schema import FAULT, Table, bind, near
from anze.law.text.tree import squeeze
from anze.law.tomlfile import Place, read_toml

PACKS: Final = Path(__file__).parent / "packs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What pack.toml says of the pack itself; of an inheriting pack only `id` and `title` are needed."""

    id: str
    title: str
    inherits: str = ""
    rank: str = ""
    source: str = ""
    text: str = ""
    note: str = ""
    effective_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article's exact words and the chapter that it stands in."""

    article: int
    chapter: str
    words: str


@dataclass(slots=True)
class Material:
    """A pack as its files have it, before any `@parameter` is put in: what `pack` builds from."""

    heading: Heading
    folder: Path
    published: dict[int, PublishedArticle] = field(default_factory=dict)
    parameters: dict[str, Table] = field(default_factory=dict)
    articles: dict[int, Article] = field(default_factory=dict)
    clauses: list[Table] = field(default_factory=list)


def folder_of(pack: str | Path, beside: Path | None = None) -> Path | None:
    """The folder of a pack: a path, a folder beside the one that names it, or one of ours by name; None if there is none."""
    places = [Path(pack), PACKS / pack]
    if beside is not None:
        places.insert(0, beside.parent / pack)
    if isinstance(pack, str) and "/" not in pack:
        places.reverse()
    return next((place.resolve() for place in places if (place / "pack.toml").is_file()), None)


def known_packs() -> list[str]:
    """The packs that come with the software."""
    return sorted(path.parent.name for path in PACKS.glob("*/pack.toml"))


def read_material(folder: Path, problems: list[Problem], heirs: tuple[Path, ...] = ()) -> Material | None:
    """The pack in `folder` with all that it inherits; None where its pack.toml cannot be used. Faults go to `problems`."""
    file = read_toml(folder / "pack.toml", f"{folder.name}/pack.toml", problems)
    if file is None:
        return None
    place = Place(file, problems)
    given = dict(file.data)
    rows = given.pop("parameter", [])
    heading = bind(Heading, Table(given, place))
    if heading is FAULT:
        return None
    material = _parent(heading, folder, place, heirs) if heading.inherits else _fresh(heading, folder, place)
    if material is None:
        return None
    _lay_parameters(material, rows, place)
    for path in sorted(folder.glob("*.toml")):
        if path.name != "pack.toml":
            _lay_article(material, path, f"{folder.name}/{path.name}", problems)
    for number in sorted(material.published.keys() - material.articles.keys() if heading.text else ()):
        label = material.published[number].label
        place.at("text").fault(f"公布的文本有{label}，规则包没有", f"补上 art-{number:02}.toml，照抄条文并写出条款")
    return material


def _fresh(heading: Heading, folder: Path, place: Place) -> Material:
    material = Material(heading, folder)
    for key in ("rank", "source", "text", "effective_from"):
        if not getattr(heading, key):
            place.fault(f"缺少键“{key}”", f"补上 {key} = …；沿用另一规则包的，写 inherits = \"规则包\"")
    try:
        material.published = read_published(folder / heading.text) if heading.text else {}
    except (OSError, UnicodeDecodeError):
        place.at("text").fault(f"条文文件 {heading.text} 读不出来", "把公布的文本（UTF-8）放进规则包文件夹")
    return material


def _parent(heading: Heading, folder: Path, place: Place, heirs: tuple[Path, ...]) -> Material | None:
    parent = folder_of(heading.inherits, beside=folder)
    here = place.at("inherits")
    if parent is None:
        here.fault(f"没有“{heading.inherits}”这个规则包", f"改成现有的：{'、'.join(known_packs())}")
        return None
    if parent in (chain := (*heirs, folder.resolve())):
        names = " → ".join(path.name for path in (*chain, parent))
        here.fault(f"规则包互相沿用，成了一圈（{names}）", "去掉其中一处 inherits")
        return None
    material = read_material(parent, place.problems, chain)
    if material is None:
        return None
    own = {name: getattr(heading, name) for name in ("rank", "source", "effective_from") if getattr(heading, name)}
    base = {name: getattr(material.heading, name) for name in ("rank", "source", "effective_from")}
    material.heading = Heading(id=heading.id, title=heading.title, inherits=heading.inherits, note=heading.note,
                               **(base | own))
    material.folder = folder
    return material


def _lay_parameters(material: Material, rows: object, place: Place) -> None:
    if not isinstance(rows, list):
        place.at("parameter").fault("参数应当逐个写成 [[parameter]]", "把 [parameter] 改成 [[parameter]]")
        return
    seen = set()
    for n, row in enumerate(rows):
        here = place.at("parameter", n)
        name = row.get("name")
        if not isinstance(name, str):
            here.fault("参数没有名称", "补上 name = \"…\"")
        elif name in seen:
            here.fault(f"参数“{name}”写了两次", "删去一处")
        else:
            seen.add(name)
            material.parameters[name] = _laid(material.parameters.get(name), row, here)


def _laid(below: Table | None, row: Mapping[str, object], here: Place) -> Table:
    """`row` over the table of the parent: only the keys that it names change, and each knows where it stands."""
    keys = dict(below.keys) if below else {}
    if below:
        keys |= {key: below.at(key) for key in below.values}
    keys |= {key: here.at(key) for key in row}
    return Table({**(below.values if below else {}), **row}, here, keys)


def _lay_article(material: Material, path: Path, name: str, problems: list[Problem]) -> None:
    file = read_toml(path, name, problems)
    if file is None:
        return
    place = Place(file, problems)
    given = dict(file.data)
    rows = given.pop("clause", [])
    number = given.get("article")
    if path.name != f"art-{number:02}.toml" if isinstance(number, int) else True:
        place.at("article").fault(f"文件名 {path.name} 与条号 {number!r} 不符", "文件名写成 art-05.toml，其中写 article = 5")
        return
    if material.heading.inherits and given.keys() == {"article"}:
        if number not in material.articles:
            place.at("article").fault(f"所沿用的规则包没有第 {number} 条", "核对条号")
    else:
        article = bind(Article, Table(given, place))
        if article is not FAULT:
            material.articles[article.article] = article
            _as_published(article, material.published.get(article.article), place)
    published = material.published.get(number) if isinstance(number, int) else None
    _lay_clauses(material, rows, place, published.provisions if published else {})


def _as_published(article: Article, published: PublishedArticle | None, place: Place) -> None:
    if published is None:
        place.at("article").fault(f"公布的文本没有第 {article.article} 条", "核对条号")
        return
    if squeeze(article.words) != published.words:
        mine, theirs = first_difference(article.words, published.words)
        place.at("words").fault(f"{published.label}的条文与公布的文本不符，从“{mine}”起", f"公布的文本是“{theirs}”，照抄")
    if squeeze(article.chapter) != published.chapter:
        place.at("chapter").fault(f"章名与公布的文本不符：“{article.chapter}”", f"改成“{published.chapter}”")


def _lay_clauses(material: Material, rows: object, place: Place, provisions: dict[str, str]) -> None:
    if not isinstance(rows, list):
        place.at("clause").fault("条款应当逐个写成 [[clause]]", "把 [clause] 改成 [[clause]]")
        return
    seen: set[tuple[object, ...]] = set()
    for n, row in enumerate(rows):
        here = place.at("clause", n)
        if not isinstance(row.get("id"), str):
            here.fault("条款没有编号", "补上 id = \"5.2\" 这样的编号")
            continue
        key = _identity(row)
        if key in seen:
            here.at("id").fault(f"条款“{row['id']}”写了两次", "合成一处，或者给编号加后缀（如 5.7.county）加以区别")
        elif base_id(row["id"]) not in provisions:
            if provisions:  # where the article itself is at fault that is said already
                here.at("id").fault(f"本条没有“{row['id']}”这一款项", near(row["id"], provisions))
        else:
            _lay_clause(material, row, here)
        seen.add(key)
    for table in material.clauses:
        _quoted(table, provisions)


def _identity(row: Mapping[str, object]) -> tuple[object, ...]:
    return row.get("id"), row.get("kind"), row.get("test")


def _lay_clause(material: Material, row: Mapping[str, object], here: Place) -> None:
    """Append a clause, or lay it over the parent's of that id (and, where several share the id, of that kind and test)."""
    if not material.heading.inherits or row.get("added"):
        values = {key: value for key, value in row.items() if key != "added"}
        material.clauses.append(Table(values, here))
        return
    same = [n for n, table in enumerate(material.clauses) if table.values["id"] == row["id"]]
    if len(same) > 1:
        narrow = ("kind", "test")
        same = [n for n in same if all(material.clauses[n].values.get(k) == row[k] for k in narrow if k in row)]
    if len(same) == 1:
        [n] = same
        changed = row.get("kind", material.clauses[n].values.get("kind")) != material.clauses[n].values.get("kind")
        below = material.clauses[n]
        if changed:
            below = Table({k: below.values[k] for k in ("id", "quote")}, below.place, below.keys)
        material.clauses[n] = _laid(below, row, here)
    elif same:
        here.at("id").fault(f"“{row['id']}”在所沿用的规则包里有 {len(same)} 条", "写明 kind（组织形态条款再写明 test）以指定一条")
    else:
        have = [str(table.values["id"]) for table in material.clauses]
        here.at("id").fault(f"所沿用的规则包没有条款“{row['id']}”", f"{near(str(row['id']), have)}；确是新增的，写 added = true")


def _quoted(table: Table, provisions: dict[str, str]) -> None:
    words = provisions.get(base_id(str(table.values["id"])))
    quote = table.values.get("quote")
    if words is not None and isinstance(quote, str) and (not quote or quote not in words):
        table.at("quote").fault(f"引文与条文不符：“{quote}”", f"照抄条文，一字不改；条文是“{words}”")
