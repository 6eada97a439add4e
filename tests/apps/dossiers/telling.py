"""A secretary of a town who did everything, told in one breath; and what a pack says of somebody."""

from datetime import date, datetime
from typing import Any

from anze.access.rights import rights_of
from anze.acts.actions.evidence import attach
from anze.acts.actions.recording import record_act
from anze.acts.evidence.examine import examined
from anze.acts.models import Act
from anze.acts.told import Told, ToldTopic
from anze.dossiers.asked import Asked
from anze.dossiers.queries.reach import within_reach
from anze.dossiers.queries.whole import Dossier, dossier
from anze.duties.actions.contacts import assign_contact
from tests.apps.accidents.telling import at
from tests.cast import Cast
from tests.hostile.office import pdf

DAY = date(2026, 6, 15)
TODAY = date(2026, 9, 1)
NOW = at(TODAY, 10)
FORM = {"officer": "p4", "day": DAY.isoformat(), "known_at": TODAY.isoformat(), "years": "1"}  # a request for a pack
MONTHS = (1, 2, 3, 4, 5)


def meeting(cast: Cast, day: date, recorded: date | None = None) -> Act:
    """A meeting of the town's Party committee on work safety, chaired by its secretary."""
    told = Told(type="meeting", unit=cast.unit["望埠"], date=day, bodies=("party_committee",), title="专题研究安全生产",
                topics=(ToldTopic("研究安全生产", "work_safety", special=True),), participants=((cast.officer["丁某"], "chair"),))
    return record_act(cast.account["望埠安委办"], at(recorded or day, 18), told)


def inspection(cast: Cast, day: date, recorded: date | None = None) -> Act:
    """An inspection that the secretary led."""
    told = Told(type="inspection", unit=cast.unit["望埠"], date=day, place="石场", title="排查石场", participants=((cast.officer["丁某"], "lead"),))
    return record_act(cast.account["望埠安委办"], at(recorded or day, 18), told)


def sector(cast: Cast, start: date = date(2026, 1, 5)) -> Any:
    """His contact point."""
    return assign_contact(cast.account["英德安委办"], at(start, 9), officer=cast.officer["丁某"], target="sector", start=start, sector="非煤矿山")


def did_everything(cast: Cast, months: tuple[int, ...] = MONTHS) -> dict[tuple[str, int], Act]:
    """Record all that the secretary owed of these months, each on its own day, and return the acts by kind and month."""
    sector(cast)
    made = {}
    for month in months:
        made["meeting", month] = meeting(cast, date(2026, month, 8))
        made["inspection", month] = inspection(cast, date(2026, month, 12))
    return made


def with_file(cast: Cast, act: Act, name: str = "签到表.pdf", when: datetime | None = None, content: bytes | None = None) -> None:
    """Attach a file to an act."""
    content = content or pdf()
    attach(cast.account["望埠安委办"], when or at(act.recorded_on, 19), act, [examined(name, len(content), iter([content]))])


def pack_of(cast: Cast, who: str = "纪委", officer: str = "p4", day: date = DAY, known_at: date = TODAY, **more: Any) -> Dossier:
    """Return what a pack says, asked by an account."""
    rights = rights_of(cast.account[who])
    return dossier(Asked(officer, day, known_at, **more), within_reach(rights, day).get(code=officer), rights, TODAY)


def all_words(found: Dossier) -> str:
    """Return everything that a pack says as text."""
    from anze.dossiers.queries.composed import parts_of

    lines = [line for part in parts_of(found) for line in (*part.said, *part.lines)]
    return "\n".join("｜".join([*map(str, line.cells), *(link.text for link in line.links)]) for line in lines)


def pressed(city: Cast, who: str = "纪委", **changes: str) -> bytes:
    """Ask for a pack as the page does, and return the archive."""
    answer: Any = city.client(who).post("/dossiers/make/", FORM | changes)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    return b"".join(answer.streaming_content)
