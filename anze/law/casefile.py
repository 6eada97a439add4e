"""The case file: a jurist's worked example in YAML, with the findings that are expected of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from anze.law.facts import LISTS, Facts
from anze.law.findings import KEYS, NESTED
from anze.law.findings import LISTS as FINDINGS
from anze.law.forms import DAY, TEXT, Form, Malformed
from anze.law.input.checks import Placed, check
from anze.law.input.records import Raw, near, read_record
from anze.law.input.yamltext import read_yaml
from anze.law.pack import DEFAULT_PACK, Pack, load_pack
from anze.law.problems import Problem, Refused
from anze.law.question import Question

HEAD: Mapping[str, Form] = {"title": TEXT, "pack": TEXT, "as_of": DAY, "known_at": DAY, "effective_from": DAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case: the pack (with the case's own day of effect and parameters), the day asked, the facts; and what is expected."""

    file: str
    title: str = ""
    pack: Pack
    asked: Question
    facts: Facts
    expect: Mapping[str, Any] | None = None


def read_case(path: Path) -> Case:
    """Return the case in the file at `path`.

    Raises `Refused` with every fault of the file: broken YAML, unknown keys, malformed values, dangling ids and
    tenures that cannot be.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused([Problem(str(path), 0, "文件不是 UTF-8 文本", "另存为 UTF-8 编码的文本文件")]) from None
    except OSError:
        raise Refused([Problem(str(path), 0, "没有这个文件" if not path.exists() else "文件打不开", "核对路径和权限")]) from None
    return case_from(text, str(path))


def case_from(text: str, file: str) -> Case:
    """Return the case that `text` states; `file` names it in messages. Raises `Refused` as `read_case` does."""
    raw = read_yaml(text, file)
    problems: list[Problem] = []
    known = {*HEAD, "parameters", "expect", *LISTS}
    for key in raw.values:
        if key not in known:
            problems.append(Problem(file, raw.line_of(key), f"案例有不认识的键“{key}”", near(key, sorted(known))))
    head = _head(raw, file, problems)
    pack = _pack(raw, head, file, problems)
    facts = _facts(raw, pack, file, problems)
    expect = _expect(raw, file, problems)
    if problems or pack is None:
        raise Refused(problems)
    asked = Question(head["as_of"], head.get("known_at", head["as_of"]))
    return Case(file=file, title=head.get("title", ""), pack=pack, asked=asked, facts=facts, expect=expect)


def _head(raw: Raw, file: str, problems: list[Problem]) -> dict[str, Any]:
    head = {}
    for key, form in HEAD.items():
        given = raw.values.get(key)
        if given is None:
            continue
        try:
            head[key] = form.read(given)
        except Malformed as fault:
            problems.append(Problem(file, raw.line_of(key), f"{key} {fault.what}", fault.remedy))
    if raw.values.get("as_of") is None:
        problems.append(Problem(file, raw.line_of("as_of"), "案例缺少“as_of”", "写明以哪一天为准，如 as_of: 2026-06-30"))
    return head


def _pack(raw: Raw, head: Mapping[str, Any], file: str, problems: list[Problem]) -> Pack | None:
    """Return the pack as the case wants it; faults of a parameter are placed on its line in the case."""
    named = head.get("pack", DEFAULT_PACK)
    try:
        pack = load_pack(Path(file).parent / named if "/" in named else named)
    except Refused as refused:
        line = raw.line_of("pack")
        problems += [Problem(file, line, f"规则包用不了：{fault.what}", fault.remedy) if not fault.line else fault for fault in refused.problems]
        return None
    except OSError:  # a name that the file system cannot even look for
        problems.append(Problem(file, raw.line_of("pack"), "规则包的名称或路径不成立", f"改成现有的规则包，如 {DEFAULT_PACK}"))
        return None
    if "effective_from" in head:
        pack = replace(pack, effective_from=head["effective_from"])
    given = raw.values.get("parameters")
    if given is None:
        return pack
    if not isinstance(given, Raw):
        problems.append(Problem(file, raw.line_of("parameters"), "parameters 不是一组“名称: 值”", "写成 {interview.considerable.window_days: 30}"))
        return None
    for name, value in given.values.items():
        if isinstance(value, Raw):
            problems.append(Problem(file, given.line_of(name), f"参数“{name}”的值是一条记录", "写一个值，如 {interview.considerable.window_days: 30}"))
            continue
        try:
            pack = pack.with_values({name: value})
        except Refused as refused:
            problems += [Problem(file, given.line_of(name), fault.what, fault.remedy) for fault in refused.problems]
    return pack


def _facts(raw: Raw, pack: Pack | None, file: str, problems: list[Problem]) -> Facts:
    lists: dict[str, list[Placed]] = {}
    for name, kind in LISTS.items():
        given = raw.values.get(name)
        if given is None:
            continue
        if not isinstance(given, list):
            problems.append(Problem(file, raw.line_of(name), f"{name} 不是列表", f"写成 {name}: [{{…}}, {{…}}]"))
            continue
        lists[name] = []
        for number, part in enumerate(given, start=1):
            if not isinstance(part, Raw):
                problems.append(Problem(file, raw.line_of(name), f"{name} 第{number}条不是一条记录", "写成 {键: 值} 的形式"))
                continue
            record = read_record(kind, part, file, f"{name} 第{number}条", problems)
            lists[name].append(Placed(record, file, part.line))
    problems += check(lists, pack)
    return Facts(**{name: tuple(one.record for one in placed) for name, placed in lists.items()})


def _expect(raw: Raw, file: str, problems: list[Problem]) -> Mapping[str, Any] | None:
    given = raw.values.get("expect")
    if given is None:
        return None
    if not isinstance(given, Raw):
        problems.append(Problem(file, raw.line_of("expect"), "expect 不是一组“结果: 列表”", "写成 triggers: [{rule: …}]"))
        return None
    for block, names in ((given, {*FINDINGS, "absent"}), (given.values.get("absent"), set(FINDINGS))):
        if block is None:
            continue
        if not isinstance(block, Raw):
            problems.append(Problem(file, given.line_of("absent"), "absent 不是一组“结果: 列表”", "写成 absent: {triggers: [{rule: …}]}"))
            continue
        for key, value in block.values.items():
            if key not in names:
                problems.append(Problem(file, block.line_of(key), f"expect 有不认识的结果“{key}”", near(key, sorted(names))))
            elif key != "absent" and not (isinstance(value, list) and all(isinstance(part, Raw) for part in value)):
                problems.append(Problem(file, block.line_of(key), f"expect 的 {key} 不是一列结果", f"写成 {key}: [{{rule: …}}]"))
            elif key != "absent":
                problems += [fault for entry in value for fault in _unasked(entry, key, KEYS[key], file)]
    return given.values


def _unasked(entry: Raw, where: str, known: Collection[str], file: str) -> Iterator[Problem]:
    """Yield a fault for each key of an expected finding that no finding of the list has: it could never agree."""
    for key, value in entry.values.items():
        if key not in known:
            yield Problem(file, entry.line_of(key), f"expect 的 {where} 有不认识的键“{key}”", near(key, known))
        for part in value if isinstance(value, list) else (value,):
            if isinstance(part, Raw):
                yield from _unasked(part, f"{where} 的 {key}", NESTED.get(key, ()), file)

