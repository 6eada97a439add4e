"""A trigger kept whole as it was said on a day: its facts, the words of its provision, its window, its accidents, its interviewees."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from anze.interviews.queries.triggers import Trigger, window_of
from anze.interviews.queries.wording import accident_said, facts_said
from anze.law.clauses import Event, Window
from anze.law.codes import POSTS
from anze.law.known import Known


def said_of(trigger: Trigger, known: Known) -> dict[str, Any]:
    """Return everything that is said of a trigger, as plain values (JSON)."""
    clause = known.pack.clause(trigger.rule)
    window = window_of(known, trigger.rule)
    told = {one.accident.id: accident_said(one, known) for one in known.accidents if one.accident.id in trigger.accidents}
    said = dict(trigger.found) | {
        "key": trigger.key, "plainly": trigger.words, "words": clause.quote, "label": known.pack.label(trigger.rule),
        "unit_name": known.tree.name(trigger.unit), "pack": known.pack.id, "as_of": known.asked.as_of.isoformat(), "known_at": known.asked.known_at.isoformat(),
        "told": [told[one] for one in trigger.accidents if one in told], "span": span_said(trigger, window, told),
        "people": people_said(trigger, known, posts_of(clause)),
    }
    return said | {"official": facts_said(known.pack, said)}


def reason_of(said: Mapping[str, Any], hazard: str = "") -> str:
    """Return the reason of an interview as a document gives it: the facts in a sentence of an official.

    `hazard`: what the major hazard is called; a document names it instead of its code.
    """
    words, code = str(said.get("official") or said["plainly"]).removeprefix(f"{said['label']}："), said.get("hazard")
    return words.replace(code, f"“{hazard.removesuffix(f'（{code}）')}”") if code and hazard else words


def posts_of(clause: Any) -> tuple[str, ...]:
    """Return the posts that a provision interviews; none where it names none."""
    return clause.interviewees if isinstance(clause, Window | Event) else ()


def span_said(trigger: Trigger, window: Window | None, told: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """Return the window: from the first accident named to the last day of its span; None where the rule has none."""
    days = sorted(one["date"] for one in told.values())
    if window is None or not days or window.at_least < 2:
        return None
    first = date.fromisoformat(days[0])
    return {"first": days[0], "last": window.span.end(first).isoformat(), "label": window.span.label, "at_least": window.at_least}


def people_said(trigger: Trigger, known: Known, posts: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return whom the provision interviews: those who held its posts on the day on which the trigger came to be."""
    found = []
    for code in trigger.found["interviewees"]:
        held = [one.post for one in known.index.tenures_of.get(code, ()) if one.unit == trigger.unit and one.post in posts and one.holds_on(trigger.on)]
        found.append({"officer": code, "name": known.index.names.get(code, code), "post": held[0] if held else "",
                      "title": "、".join(POSTS[post] for post in held)})
    return found
