"""A rule pack: parameters and clauses of one regulation, ready to be evaluated."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Final, TypeVar

from anze.law import codes
from anze.law.clauses import Circumstance, Clause, Count, Event, Judgement
from anze.law.packread.build import build_clauses, named_in
from anze.law.packread.folder import Material, folder_of, known_packs, read_material
from anze.law.packread.parameters import Parameter, Value, read_parameters, settle
from anze.law.problems import Problem, Refused
from anze.law.provisions import article_of, base_id, provision_label

__all__ = ["DEFAULT_PACK", "Pack", "Parameter", "Value", "decided_by_people", "entered_by_people", "load_pack", "provision_label"]

DEFAULT_PACK: Final = "qingyuan-draft"
C = TypeVar("C", bound=Clause)
Number = int  # `Pack.int` hides the name inside the class

# Parameters that the evaluators ask for by name; all others stand in a clause as "@name".
ASKED_FOR: Final = ("grace_days", "settle_days", *(f"{what}.{period}" for what in ("min_days", "due_soon")
                                                    for period in codes.PERIODS))


@dataclass(frozen=True, eq=False)
class Pack:
    """One regulation as rules. `values` are the parameters in force, `words` the articles' exact words by number."""

    id: str
    title: str
    rank: str
    source: str
    effective_from: date
    parameters: Mapping[str, Parameter]
    values: Mapping[str, Value]
    clauses: tuple[Clause, ...]
    words: Mapping[int, str]
    chapters: Mapping[int, str] = field(default_factory=dict)
    inherits: str = ""
    note: str = ""
    material: Material | None = field(default=None, repr=False)

    def of(self, kind: type[C]) -> tuple[C, ...]:
        """The clauses of a kind, in the order of the pack."""
        return tuple(clause for clause in self.clauses if isinstance(clause, kind))

    def value(self, name: str) -> Value:
        """A parameter's value. KeyError for an unknown name."""
        return self.values[name]

    def int(self, name: str) -> Number:
        """A parameter's value that is a number. TypeError if it is none."""
        value = self.values[name]
        if not isinstance(value, int):
            raise TypeError(f"{name} 的值 {value!r} 不是整数")
        return value

    def clause(self, provision: str) -> Clause:
        """The first clause of that id. KeyError where there is none."""
        for clause in self.clauses:
            if clause.id == provision:
                return clause
        raise KeyError(provision)

    def label(self, provision: str) -> str:
        """Like `provision_label`, and 第一款 is named where the article has more than one."""
        label = provision_label(provision)
        many = base_id(provision).endswith(".p1") and article_of(provision) in self._of_many_paragraphs
        return f"{label}第一款" if many else label

    @cached_property
    def _of_many_paragraphs(self) -> frozenset[Number]:
        published = self.material.published if self.material else {}
        return frozenset(number for number, article in published.items() if f"{number}.p2" in article.provisions)

    def with_values(self, overrides: Mapping[str, object]) -> "Pack":
        """The same pack with other parameter values. Refused: unknown names, wrong types, out of range."""
        if not overrides:
            return self
        problems: list[Problem] = []
        values = settle(self.parameters, self.values, overrides, problems)
        clauses = build_clauses(self.material, values, problems) if self.material and not problems else ()
        if problems:
            raise Refused(problems)
        return replace(self, values=values, clauses=clauses)


def load_pack(name_or_path: str | Path, overrides: Mapping[str, object] | None = None) -> Pack:
    """The pack of that name (qingyuan-draft) or in that folder, with parameters overridden.

    Refused with every fault of all its files, and of those it inherits from, at once.
    """
    folder = folder_of(name_or_path)
    if folder is None:
        raise Refused([Problem(str(name_or_path), 0, f"没有“{name_or_path}”这个规则包",
                               f"改成现有的：{'、'.join(known_packs())}；或者写规则包文件夹的路径（在案例旁边的写 ./文件夹名），其中要有 pack.toml")])
    return _load(folder).with_values(overrides or {})


@cache
def _load(folder: Path) -> Pack:
    problems: list[Problem] = []
    material = read_material(folder, problems)
    if material is None:
        raise Refused(problems)
    parameters = read_parameters(material.parameters)
    values = {name: parameter.default for name, parameter in parameters.items()}
    faulty = material.parameters.keys() - parameters.keys()
    clauses = build_clauses(material, values, problems, faulty)
    parameters = _in_use(material, parameters, problems)
    if problems:
        raise Refused(problems)
    heading = material.heading
    assert heading.effective_from is not None
    return Pack(heading.id, heading.title, heading.rank, heading.source, heading.effective_from, parameters,
                {name: values[name] for name in parameters}, clauses,
                {number: a.words.strip() for number, a in sorted(material.articles.items())},
                {number: a.chapter for number, a in sorted(material.articles.items())},
                heading.inherits, heading.note, material)


def _in_use(material: Material, parameters: dict[str, Parameter], problems: list[Problem]) -> dict[str, Parameter]:
    """The parameters that something reads. One of this pack that nothing reads is a fault; an inherited one is left out."""
    used = {name for table in material.clauses for name in named_in(table.values)} | set(ASKED_FOR)
    used |= {name for name, table in material.parameters.items() if table.values.get("process")}  # read by a process: a test holds it to that
    for name in sorted(set(ASKED_FOR) - material.parameters.keys()):
        problems.append(Problem(f"{material.folder.name}/pack.toml", 0, f"缺少参数“{name}”", "补上这个 [[parameter]]"))
    for name in sorted(material.parameters.keys() - used):
        place = material.parameters[name].place
        if place.file.name.startswith(f"{material.folder.name}/"):
            place.fault(f"参数“{name}”没有条款使用", f"删去，或者在条款里写 \"@{name}\"")
    return {name: parameter for name, parameter in parameters.items() if name in used}


def entered_by_people(pack: Pack) -> dict[str, Circumstance | Judgement | Count]:
    """The clauses under which a person may put a fact about an officer on record, by id: what aggravates or mitigates,
    and the grounds for accountability that people find (阻挠, 漏报、谎报、瞒报, 负有领导责任, 其他情形)."""
    grounds = {article_of(clause.id) for clause in pack.of(Count)}
    found: dict[str, Circumstance | Judgement | Count] = {clause.id: clause for clause in pack.of(Circumstance)}
    found |= {clause.id: clause for clause in pack.of(Judgement) if article_of(clause.id) in grounds}
    return found | {clause.id: clause for clause in pack.of(Count) if clause.of == "late_reports"}


def decided_by_people(pack: Pack) -> set[str]:
    """The provisions under which a decision may be recorded: 21.2.6."""
    return {clause.id for clause in pack.of(Event) if "decisions" in clause.sources}
