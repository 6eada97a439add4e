"""What a snapshot says of a subject, in the sentences of a statement; the page and the sheet say the same."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from anze.law.codes import ASSESSMENT_GRADES
from anze.law.findings import in_words
from anze.law.national.lasting import PROMOTES, Lasting, lasting
from anze.law.provisions import provision_label
from anze.vetting.codes import COUNTS, STANDING, TASKS

Said = Mapping[str, Any]
# What is said of a subject, by its key in the snapshot → how it is called.
LABELS: Final[Mapping[str, str]] = {
    "posts": "任职", "years": "履职记录", "reports": "述职", "tasks": "部署和督办事项", "standing": "常设职责",
    "interviews": "约谈", "vetoes": "一票否决", "bans": "限制期", "measures": "影响期内的处理",
    "ends": "几项处理的影响期", "pending": "在办案件", "assessments": "考核等次",
}
NOTHING: Final[Mapping[str, str]] = {"posts": "任职", "years": "定期任务", "reports": "述职任务", "tasks": "部署和督办事项",
                                     "interviews": "约谈", "vetoes": "一票否决", "bans": "限制期",
                                     "measures": "影响期内的处理", "assessments": "考核等次"}
REPORTS: Final[Mapping[str, str]] = {"met": "已述职", "backfilled": "已述职（补录）", "missed": "未述职", "open": "述职未到期"}
COUNTED: Final[Mapping[str, str]] = {"met": "按期完成", "backfilled": "补录", "missed": "逾期未完成", "open": "未到期"}
_BARRED: Final = "不得晋升职务、级别或者重用任职"


def day(text: str) -> str:
    """Return a day of a snapshot as an official writes it."""
    return in_words(date.fromisoformat(text))


def paragraphs(one: Said) -> list[str]:
    """Return everything that is said of a subject: a paragraph a part, and those of which nothing is on record together in one. What a group
    has not (posts, bans, cases) is left out."""
    said = [f"{LABELS[key]}：{words_of(one, key)}" for key in LABELS if one.get(key)]
    nothing = "、".join(NOTHING[key] for key in NOTHING if key in one and not one[key])
    other = "；".join(filter(None, (f"没有在案的{nothing}" if nothing else "", words_of(one, "pending").rstrip("。") if one.get("pending") is False else "")))
    return [*said, *([f"其他：{other}。"] if other else []), *([f"说明：{outside(one)}"] if one.get("outside") else [])]


def called(one: Said) -> str:
    """Return a subject as a heading has it: 甲某（英德市政府主要负责人）."""
    return f"{one['name']}（{held}）" if (held := current(one)) else str(one["name"])


def current(one: Said) -> str:
    """Return the posts held on the day asked; empty where there are none, and of a group."""
    return "、".join(f"{post['unit']}{post['post']}" for post in one.get("posts", ()) if post["now"])


def none_held(one: Said) -> str:
    """Say that somebody held no post on the day asked: an empty place would read as not looked up. Empty where he did, and of a group."""
    if one["kind"] == "group" or current(one):
        return ""
    return "截至日无任职" if one.get("posts") else "截至日没有在案的任期"


def outside(one: Said) -> str:
    """Say that posts were held where the asking department does not see the record."""
    return f"另有 {one['outside']} 段任职在查询范围以外，那里的履职、约谈、否决和考核没有列入；需要的，请上一级组织部门查询。"


def _posts(found: Sequence[Said]) -> str:
    said = [f"{day(one['start'])}{'至' + day(one['end']) if one['end'] else '起'}，任{one['unit']}{one['post']}" for one in found]
    return "；".join(said) + "。" if said else "没有任职登记。"


def _years(found: Sequence[Said]) -> str:
    said = [f"{one['year']}年，{counted(one, COUNTED)}" for one in found]
    return "；".join(said) + "。" if said else "没有应当完成的定期任务。"


def counted(one: Said, labels: Mapping[str, str]) -> str:
    """Return the counts of a year that are not nought: 按期完成48项，补录2项."""
    return "，".join(f"{labels[name]}{one[name]}项" for name in COUNTS if one[name])


def _reports(found: Sequence[Said]) -> str:
    said = [f"{one['year']}年，{report_of(one)}" for one in found]
    return "；".join(said) + "。" if said else "没有应当提交的述职报告。"


def report_of(one: Said) -> str:
    """Return how the reports of a year stand; of several that were due each kind with its number."""
    whole = sum(one[name] for name in COUNTS)
    return "、".join(f"{REPORTS[name]}{f'{one[name]}份' if whole > 1 else ''}" for name in COUNTS if one[name])


def _tasks(found: Sequence[Said]) -> str:
    said = [f"{one['year']}年，{'，'.join(f'{label}{one[name]}项' for name, (label, _) in TASKS.items() if one[name])}" for one in found]
    return "；".join(said) + "。" if said else "没有交给本人的部署和督办事项。"


def _standing(found: Mapping[str, int]) -> str:
    said = [f"{STANDING[status]}{count}项" for status, count in found.items()]
    return "，".join(said) + "。" if said else "没有由本人承担的常设职责。"


def _interviews(found: Sequence[Said]) -> str:
    said = [f"{day(one['on'])}被{one['by']}约谈" for one in found]
    return f"{len(said)}次：{'；'.join(said)}。" if said else "没有在案的约谈。"


def _vetoes(found: Sequence[Said]) -> str:
    said = [veto(one) for one in found]
    return "；".join(said) + "。" if said else "没有在案的一票否决。"


def veto(one: Said) -> str:
    """Return a veto on a unit's leading group, and whether he held his post there on the day."""
    return f"{one['unit']}领导班子{one['year']}年度（{provision_label(one['rule'])}，{day(one['on'])}成立{'' if one['held'] else '，当日不在任'}）"


def ban(one: Said) -> str:
    """Return what a measure bars somebody from, and until when, or how it ended; where another runs longer beside it, how long its own effect lasts. Answers
    from before format 6 did not keep its own end, those from before 7 not how it ended."""
    own = one.get("own", one["until"])
    if not one["until"]:
        until = ("不得晋升的" if one.get("state", "open") == "open" else "") + one.get("said", "期限由组织部门认定")
    elif own != one["until"]:
        until = f"本项影响期至{day(own)}{_over(one) if one['over'] else ''}"
    else:
        until = f"至{day(own)}{_BARRED}{'' if one['running'] else _over(one)}"
    return f"{day(one['on'])}受{one['measure']}，取消{one['award_year']}年度评优评先资格，{until}"


def _over(one: Said) -> str:
    """Return how a ban ended once its last day is over."""
    if "said" not in one:
        return "（已满）"
    how = Lasting(one["state"], one["said"], one["note"], one["cite"])
    return "，".join(("", *filter(None, (how.full, how.note.rstrip("。")))))


def bar_of(one: Said) -> tuple[str, str]:
    """Return the lamp and the word of a ban, as all pages show it; of an answer from before format 7 as far as it told."""
    if "state" in one:
        return Lasting(one["state"], one["said"]).bar
    if not one["until"]:
        return lasting(one["measure"], date.fromisoformat(one["on"]), None, date.max, who=PROMOTES).bar
    return ("closed", "已满") if one.get("over", not one["running"]) else ("overdue", "限制期内")


def longest(found: Sequence[Said]) -> str:
    """Return until when the longest of several effects that run together bars from promotion; empty where each is told by its own end."""
    days = [one["until"] for one in found if one["until"] and one.get("own", one["until"]) != one["until"]]
    over = "" if any(one["running"] for one in found if one["until"] in days) else "（已满）"
    return f"几项影响期并行，以最长的为准，至{day(max(days))}{_BARRED}{over}" if days else ""


def _bans(found: Sequence[Said]) -> str:
    return "；".join(filter(None, (*map(ban, found), longest(found)))) + "。" if found else "没有在案的限制期。"


def measure(one: Said) -> str:
    """Return a measure in force and until when its effect lasts, or who decides that."""
    until = f"影响期至{day(one['until'])}{_stopped(one)}" if one["until"] else f"影响期没有可以计算的规定，由{one['who']}认定"
    return f"{day(one['on'])}受{one['measure']}，{until}"


def _stopped(one: Said) -> str:
    return f"，期满，不自动解除：{one['stopped'].rstrip('。')}" if one.get("stopped") else ""


def _measures(found: Sequence[Said]) -> str:
    return "；".join(measure(one) for one in found) + "。" if found else "没有影响期内的处理。"


def end(one: Said) -> str:
    """Return until when the measures of one scheme take effect together, or who decides that, and why."""
    if one["until"]:
        return f"{one['scheme']}影响期至{day(one['until'])}（{one['why'].rstrip('。')}）"
    return f"{one['scheme']}影响期由{one['who']}认定（{one['why'].rstrip('。')}）"


def latest(found: Sequence[Said]) -> str:
    """Return the last day of all schemes: the longest effect counts; where somebody decides on one first, that is said."""
    days = [one["until"] for one in found if one["until"]]
    if all(one["until"] for one in found):
        return f"最晚至{day(max(days))}" if len(days) > 1 else ""
    return f"已经可以算出的，最晚至{day(max(days))}" if days else ""


def ended(found: Sequence[Said]) -> list[str]:
    """Return the ends of all schemes and the latest, a sentence each."""
    return [*(end(one) for one in found), *filter(None, (latest(found),))]


def _ends(found: Sequence[Said]) -> str:
    return "；".join(ended(found)) + "。" if found else ""


def pending_words(one: Said) -> str:
    """Return whether a case is pending, and as of which day: that of the asking. Answers from before format 5 did not keep the day."""
    until = f"截至{day(one['pending_on'])}" if one.get("pending_on") else ""
    return f"{until}{'有' if one['pending'] else '没有'}正在办理的问责案件。"


def _assessments(found: Sequence[Said]) -> str:
    said = [f"{one['unit']}{one['year']}年度，{ASSESSMENT_GRADES.get(one['grade'], one['grade'])}（{day(one['confirmed_on'])}确认）" for one in found]
    return "；".join(said) + "。" if said else "没有已确认的考核结果。"


WORDS: Final[Mapping[str, Any]] = {"posts": _posts, "years": _years, "reports": _reports, "tasks": _tasks, "standing": _standing,
                                   "interviews": _interviews, "vetoes": _vetoes, "bans": _bans, "measures": _measures, "ends": _ends,
                                   "assessments": _assessments}


def words_of(one: Said, key: str) -> str:
    """Return what is said of a subject under a key of `LABELS`, as a sentence."""
    return pending_words(one) if key == "pending" else str(WORDS[key](one[key]))
