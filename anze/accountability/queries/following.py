"""The grounds that name an accident, an interview or another thing, for discipline alone, on that thing's own page."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse

from anze.access.rights import Rights
from anze.accountability.queries.ground import MISSED, RULES, Wanted, grounds
from anze.duties.sources import Related
from anze.law.findings import in_words
from anze.law.question import Question

LISTS: Final = frozenset({"accidents", "interviews"})


def about(name: str, one: str, rights: Rights, today: date) -> Iterator[Related]:
    """Yield the grounds in reach that rest on a thing (the name of its list, its id), weighed or not; nothing for whoever may not see grounds."""
    if name not in LISTS or not rights.may("ground.view"):
        return
    asked = Question(today, today)
    for rule in RULES:
        if rule == MISSED:
            continue
        for view, lamp, words in (("open", "pending", "待研究"), ("noted", "closed", "不立案")):
            for ground in grounds(rights, asked, today, Wanted(rule=rule, view=view)):
                if ground.found.name == name and one in ground.found.things:
                    people = "、".join(who.name for who in ground.people) or "没有人任职"
                    yield Related(f"{ground.label}：{ground.unit.name}", f"{in_words(ground.found.on)}，涉及{people}；只是线索，由有权机关认定", lamp, words,
                                  reverse("accountability:ground", args=[ground.key]), "问责线索")
