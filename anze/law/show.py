"""An article as a reader sees it: the words, what each clause means here, the parameters with their reasons."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from anze.law import codes
from anze.law.clauses import Clause, Recurring, Standing
from anze.law.coverage import KIND_LABELS
from anze.law.national.grades import grade_label
from anze.law.pack import Pack, Parameter, Value
from anze.law.provisions import article_of, chinese_number

_COUNTED: Final = {"missed": "逾期未完成的定期任务", "late_reports": "迟报的事故", "interviews": "被约谈"}
_SOURCES: Final = {"hazards": "挂牌督办隐患", "assessments": "考核结果", "vetoes": "“一票否决”", "decisions": "登记在案的决定"}


def show(pack: Pack, article: int) -> str:
    """The article's words, the meaning of every clause and the parameters behind it, in Markdown. KeyError if it lacks it."""
    parts = [f"# {pack.title}", "", f"## {pack.chapters[article]}", "", *_quoted(pack.words[article]), ""]
    if pack.note:
        parts += [f"（{pack.note}）", ""]
    clauses = [clause for clause in pack.clauses if article_of(clause.id) == article]
    parts += [f"## 第{chinese_number(article)}条在本规则包中的含义", ""]
    for clause in clauses:
        parts += _entry(pack, clause)
    names = dict.fromkeys(name for clause in clauses for name in parameters_of(clause) if name in pack.parameters)
    if names:
        parts += ["", "## 解释口径（参数）", ""]
        parts += [_parameter(pack, pack.parameters[name]) for name in names]
    return "\n".join(parts) + "\n"


def parameters_of(clause: Clause) -> tuple[str, ...]:
    """The parameters that a clause's findings rest on: those in its data, and those that its kind always asks for."""
    names = list(clause.parameters)
    if isinstance(clause, Recurring):
        for period in dict.fromkeys(clause.period.values()):
            names += [f"min_days.{period}", f"due_soon.{period}"]
        names.append("grace_days")
    if isinstance(clause, Standing):
        names.append("settle_days")
    return tuple(dict.fromkeys(names))


def meaning(clause: Clause) -> str:
    """What a clause means, in one sentence."""
    return _SENTENCES[clause.kind](clause)


def _quoted(words: str) -> list[str]:
    return [f"> {line}" if line else ">" for line in "\n\n".join(words.splitlines()).splitlines()]


def _entry(pack: Pack, clause: Clause) -> list[str]:
    lines = [f"- **{pack.label(clause.id)}**（`{clause.id}`，{KIND_LABELS[clause.kind][0]}）：{meaning(clause)}",
             f"  - 条文：“{clause.quote}”"]
    if clause.note:
        lines.append(f"  - 说明：{clause.note}")
    if clause.parameters:
        lines.append(f"  - 参数：{'、'.join(f'`{name}`' for name in clause.parameters)}")
    return lines


def _parameter(pack: Pack, parameter: Parameter) -> str:
    value = pack.value(parameter.name)
    changed = "" if value == parameter.default else f"（默认 {_value(parameter.default)}）"
    unit = "" if isinstance(value, tuple) else parameter.unit
    return f"- `{parameter.name}` = {_value(value)}{unit}{changed}；可取 {_range(parameter)}。{parameter.settles}"


def _range(parameter: Parameter) -> str:
    return "、".join(f"{codes.POSTS.get(word, word)}（{word}）" for word in parameter.choices) or parameter.range


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return _list(value, codes.POSTS) if isinstance(value, tuple) else str(value)


def _list(words: Iterable[str], labels: Mapping[str, str]) -> str:
    return "、".join(labels.get(word, word) for word in words)


def _whose(clause: Any) -> str:
    levels = [level for level in clause.levels if level != "department"]
    where = _list(levels, codes.LEVELS) or _list(clause.functions, codes.FUNCTIONS) or "部门"
    return f"{where}的{_list(clause.posts, codes.POSTS)}"


def _recurring(clause: Any) -> str:
    periods = dict.fromkeys(clause.period.values())
    often = {period: [level for level, p in clause.period.items() if p == period] for period in periods}
    if len(often) == 1:
        when = f"{codes.PERIODS[next(iter(often))]}至少{clause.at_least}次"
    else:
        when = "，".join(f"{_list(levels, codes.LEVELS)}{codes.PERIODS[period]}至少{clause.at_least}次"
                        for period, levels in often.items())
    owner = "由本人完成" if clause.owner == "person" else "以单位计"
    return f"{_whose(clause)}，{when}{clause.what}（{owner}）。"


def _standing(clause: Any) -> str:
    where = "、".join(codes.LEVELS[level] for level in clause.levels)
    return f"{where}的{_list(clause.posts, codes.POSTS)}，在任期间应当{clause.what}。"


def _shape(clause: Any) -> str:
    where, posts = _list(clause.levels, codes.LEVELS), _list(clause.posts, codes.POSTS)
    second = _list(clause.second, codes.POSTS)
    return {
        "director": f"{where}的安全生产委员会由{posts}任主任；第二主任只能是{second}。"
                    + (f"{_list(clause.where_any, codes.LEVELS)}设有安委会的，同样检查。" if clause.where_any else ""),
        "also_holds": f"{where}的{posts}应当同时是{second}。",
        "committee_member": f"{where}的{posts}应当是党委委员。",
        "held": f"{where}的{posts}应当有人在任。",
    }[clause.test]


def _window(clause: Any) -> str:
    same = f"、{_list(clause.same, codes.ACCIDENT_FIELDS)}相同" if clause.same else ""
    sector = f"{clause.sector}行业的" if clause.sector else ""
    grades = "、".join(grade_label(grade) for grade in clause.grades)
    span = clause.span.label if clause.at_least > 1 else ""
    return (f"同一{codes.LEVELS[clause.level]}{span}发生{sector}{grades}{same}达到{clause.at_least}起，"
            f"即触发约谈；约谈{_list(clause.interviewees, codes.POSTS)}。")


def _event(clause: Any) -> str:
    sources = _list(clause.sources, _SOURCES)
    return (f"{codes.LEVELS[clause.level]}{clause.what}的，据{sources}触发约谈；约谈{_list(clause.interviewees, codes.POSTS)}。"
            f"需要判断的，由{clause.who}认定。")


def _count(clause: Any) -> str:
    span = clause.span.label if clause.span else ""
    return f"{span}{_COUNTED[clause.of]}达到{clause.at_least}次（件）的，列为可能的问责情形，由{clause.who}认定。"


def _veto(clause: Any) -> str:
    if clause.measures:
        return f"领导干部因本地区负有责任的事故受到{'、'.join(clause.measures)}的，领导班子取消该年度评优资格。"
    limbs = [f"{_list(tally.levels, codes.LEVELS)}一年内{'、'.join(map(grade_label, tally.grades))}达到{tally.at_least}起"
             for tally in clause.tallies]
    return "；".join(limbs) + "的，领导班子取消该年度评优资格。"


def _circumstance(clause: Any) -> str:
    weight = {"aggravating": "从重", "mitigating": "从轻、减轻"}[clause.effect]
    return f"{weight}追究责任的情节，由{clause.who}认定。"


def _exemption(clause: Any) -> str:
    pending = "算" if clause.pending_standing_fails else "不算"
    return (f"检验事故前{clause.span.label}期满的定期任务、事故当日的常设职责和上级交办任务是否全部按时完成；"
            f"到任过渡期内的常设职责{pending}未落实。全部符合才提示可不予追究，由{clause.who}认定。")


_STEPS = {**codes.ASSESSMENT_STEPS, "approval": "会议审定"}


def _cycle(clause: Any) -> str:
    return {
        "letters": f"每年{clause.due_month}月{clause.due_day}日以前，{_list(clause.sides, codes.SIDES)}分别逐级签订责任书。",
        "tasks": "督查督办事项逐项登记、限期办结。",
        "tours": f"每{clause.years}年为一个周期，对每个下级{_list(clause.sides, codes.SIDES)}至少巡查一次。",
        "assessment": f"每年一次，步骤依次为{_list(clause.steps, _STEPS)}；"
                      f"由{_list(clause.approvals, codes.BODIES)}审定。",
        "publication": "考核结果确认以后，每年公布或者通报。",
        "record": "考核、考察、评先时提供该干部截至当日的履职记录。",
    }[clause.step]


def _judgement(clause: Any) -> str:
    if not clause.bodies:
        return f"由{clause.who}判断。"
    by_body: dict[str, list[str]] = {}
    for measure, body in clause.bodies.items():
        by_body.setdefault(body, []).append(measure)
    return "；".join(f"{'、'.join(measures)}——{body}" for body, measures in by_body.items()) + "。"


def _duty(clause: Any) -> str:
    return f"列入{_whose(clause)}的职责清单；可以归集佐证，不计算状态。"


_SENTENCES: Final[Mapping[str, Callable[[Any], str]]] = {
    "recurring": _recurring, "standing": _standing, "shape": _shape, "window": _window, "event": _event, "count": _count,
    "veto": _veto, "circumstance": _circumstance, "exemption": _exemption, "cycle": _cycle, "judgement": _judgement,
    "duty": _duty,
    "ban": lambda clause: f"取消作出追究决定当年的评优评先资格；影响期内不得晋升、重用。由{clause.who}掌握。",
    "declaratory": lambda clause: "不产生可计算的结果。",
}
