"""The files of a rule pack, read and checked against the published text; an inheriting pack laid over its parent."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from anze.law.packread.lay import lay_clauses, lay_parameters
from anze.law.packread.published import PublishedArticle, first_difference, read_published
from anze.law.problems import Problem
from anze.law.text.tree import squeeze
from anze.law.tomlread.lines import Place, read_toml
from anze.law.tomlread.schema import FAULT, Table, bind

PACKS: Final = Path(__file__).parents[1] / "packs"


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
        for path in _articles(folder):
            read_toml(path, f"{folder.name}/{path.name}", problems)
        return None
    place = Place(file, problems)
    given = dict(file.data)
    rows = given.pop("parameter", [])
    heading = _heading(given, place)
    material = _parent(heading, folder, place, heirs) if heading.inherits else _fresh(heading, folder, place)
    if material is None:
        return None
    lay_parameters(material.parameters, rows, place)
    for path in _articles(folder):
        _lay_article(material, path, f"{folder.name}/{path.name}", problems)
    for number in sorted(material.published.keys() - material.articles.keys() if heading.text else ()):
        label = material.published[number].label
        place.at("text").fault(f"公布的文本有{label}，规则包没有", f"补上 art-{number:02}.toml，照抄条文并写出条款")
    return material


def _articles(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.toml")) if path.name != "pack.toml"]


def _heading(given: dict[str, object], place: Place) -> Heading:
    """The heading; where it has faults, as much of it as the rest of the pack needs to be read and checked too."""
    heading = bind(Heading, Table(given, place))
    if heading is not FAULT:
        return heading  # type: ignore[no-any-return]
    inherits, text = given.get("inherits"), given.get("text")
    return Heading(id="", title="", inherits=inherits if isinstance(inherits, str) else "",
                   text=text if isinstance(text, str) else "")


def _fresh(heading: Heading, folder: Path, place: Place) -> Material:
    material = Material(heading, folder)
    for key in ("rank", "source", "text", "effective_from"):
        if key not in place.file.data:
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


def _lay_article(material: Material, path: Path, name: str, problems: list[Problem]) -> None:
    file = read_toml(path, name, problems)
    if file is None:
        return
    place = Place(file, problems)
    given = dict(file.data)
    rows = given.pop("clause", [])
    number = given.get("article")
    right = f"art-{number:02}.toml" if isinstance(number, int) else "art-05.toml，其中写 article = 5"
    if path.name != right:
        place.at("article").fault(f"文件名 {path.name} 与条号 {number!r} 不符", f"文件名写成 {right}")
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
    lay_clauses(material.clauses, rows, place, published.provisions if published else {}, inherits=bool(material.heading.inherits))


def _as_published(article: Article, published: PublishedArticle | None, place: Place) -> None:
    if published is None:
        place.at("article").fault(f"公布的文本没有第 {article.article} 条", "核对条号")
        return
    if squeeze(article.words) != published.words:
        mine, theirs = first_difference(article.words, published.words)
        place.at("words").fault(f"{published.label}的条文与公布的文本不符，从“{mine}”起", f"公布的文本是“{theirs}”，照抄")
    if squeeze(article.chapter) != published.chapter:
        place.at("chapter").fault(f"章名与公布的文本不符：“{article.chapter}”", f"改成“{published.chapter}”")
