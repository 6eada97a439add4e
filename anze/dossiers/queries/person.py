"""The person, the accident, who led the unit on the day."""

from collections.abc import Iterator
from datetime import date, datetime

from anze.dossiers.queries.parts import CLOCKS, Lamp, Line, Part
from anze.dossiers.queries.whole import Dossier
from anze.law.codes import POSTS
from anze.law.findings import in_words
from anze.law.known import KnownAccident
from anze.law.national.grades import grade_label
from anze.people.models import Tenure
from anze.people.models.tenure import post_in
from anze.people.moment import day_of, end_of

WHEREVER = "31.p1"
KEPT = ("unit_id", "post", "title", "start", "acting", "party_committee_member")  # what an end of a tenure leaves as it was


def accident_part(found: Dossier) -> Iterator[Part]:
    """Yield the accident as it was known on the day and as it is known since, where the pack is about one."""
    if found.asked.accident_id is None:
        return
    then, since = found.accident
    label = found.named.get(("accidents", found.asked.accident_id))
    known_at = found.asked.known_at
    lines = [Line((f"当日在案：{_situation(then, found, found.day)}",)), Line((f"截至{in_words(known_at)}在案：{_situation(since, found, known_at)}",))]
    yield Part(f"事故：{label.label}" if label else "事故", lines=tuple(lines), code="accident")


def _situation(accident: KnownAccident | None, found: Dossier, day: date) -> str:
    if accident is None:
        return "没有这起事故的登记。"
    first, tree = accident.accident, found.since.known.tree
    told = [first, *(update for update in sorted(first.updates, key=lambda one: one.date) if update.date <= day)]
    deaths, injuries, loss = ([getattr(one, name) for one in told if getattr(one, name) is not None][-1] for name in ("deaths", "serious_injuries", "loss"))
    off = "，已经统计核销" if accident.written_off else ""
    figures = f"登记的死亡{deaths}人、重伤{injuries}人{f'、直接经济损失{loss:f}万元' if loss else ''}"  # the law takes a loss not yet known as none
    return f"{in_words(first.date)}发生在{tree.name(first.unit)}，{figures}，等级为{grade_label(accident.grade)}{off}。"


def tenures_part(found: Dossier) -> Part:
    """Return the person's tenures; the tenure on the day decides, wherever the person is now (第三十一条)."""
    day, label = found.day, found.since.known.pack.label
    moment, until = end_of(day), end_of(found.asked.known_at)
    lines = []
    for one in found.registered:
        then, now = _on_record(one, moment), _on_record(one, until)
        if then or now:
            in_post = one.start <= day and (one.end is None or one.end >= day)
            what = f"{_lasted(one)}，任{one.in_full}{'（主持工作）' if one.acting else ''}"
            lines.append(Line((what, Lamp("met", "在任") if in_post else Lamp("none", "不在任"), _known(one, moment), _known(one, until))))
    held = "、".join(dict.fromkeys(post_in(found.then.known.tree.name(one.unit), one.post) for one in found.then.held))
    first = f"{in_words(day)}，以当日在案的记录为准，{found.name}{f'任{held}' if held else '没有在任的职务'}。"
    rule = found.since.known.pack
    words = next((clause.quote for clause in rule.clauses if clause.id == WHEREVER), "")
    told = Line((first,)), Line((f"责任看当日的任期：不论是否已调离转岗、提拔或者退休（{label(WHEREVER)}）。",), provision=WHEREVER, quote=words)
    return Part("任职情况", told, ("任期", "当日", *CLOCKS), (5, 2, 3, 3), tuple(lines), "没有在案的任期。", code="tenures")


def _on_record(one: Tenure, moment: datetime) -> bool:
    return one.recorded_at < moment and (one.struck_at is None or one.struck_at >= moment)


def _known(one: Tenure, moment: datetime) -> Lamp:
    if _on_record(one, moment):
        return Lamp("met", f"在案（{in_words(day_of(one.recorded_at))}登记）")
    if one.struck_at is not None and one.struck_at < moment:
        if ended_by(one):
            return Lamp("none", f"{in_words(day_of(one.struck_at))}登记免职，见另一行")
        why = f"，{one.struck_reason}" if one.struck_reason else ""
        return Lamp("withdrawn", f"{in_words(day_of(one.struck_at))}更正或者撤下{why}")
    return Lamp("none", "尚未在案")


def ended_by(one: Tenure) -> Tenure | None:
    """Return the entry that replaces one of a tenure because the tenure ended in the ordinary way: nothing differs but that it has a last day now."""
    newer: Tenure | None = getattr(one, "replaced_by", None)
    if newer is None or one.end is not None or newer.end is None:
        return None
    return newer if all(getattr(newer, name) == getattr(one, name) for name in KEPT) else None


def _lasted(one: Tenure) -> str:
    return f"{in_words(one.start)}至{in_words(one.end)}" if one.end else f"{in_words(one.start)}起"


def leadership_part(found: Dossier) -> Part:
    """Return who held which post of the person's units on the day, on both sides."""
    lines = []
    before, after = found.then.leadership(), found.since.leadership()
    for unit in dict.fromkeys((*before, *after)):
        people = {(one.post, one.officer): one for one in (*before.get(unit, ()), *after.get(unit, ()))}
        for post, officer in sorted(people, key=lambda key: (list(POSTS).index(key[0]), key[1])):
            known = [any((one.post, one.officer) == (post, officer) for one in side.get(unit, ())) for side in (before, after)]
            names = found.since.known.index.names
            who = names.get(officer) or found.then.known.index.names.get(officer, officer)
            lines.append(Line((found.since.known.tree.name(unit), POSTS[post], f"{who}（{officer}）", *(Lamp("met", "在任") if ok else Lamp("none", "未在案")
                                                                                                  for ok in known))))
    return Part("当日的领导班子", heads=("单位", "职务", "姓名", *CLOCKS), widths=(3, 4, 3, 2, 3), lines=tuple(lines),
                empty="当日没有在任的职务，没有可以列出的班子。", code="leadership")
