"""Delegations that lapse soon or have lapsed, for the home page: of the town that holds them and of who delegates."""

from anze.access.rights import Rights
from anze.duties.sources import Due
from anze.enterprises.queries.delegations import Row, listed
from anze.law.question import Question

MOST = 500


def delegations_due(rights: Rights, asked: Question) -> list[Due]:
    """Return the delegations in reach that lapse soon or have lapsed and have no renewal, those that end first, first."""
    found = [Row(one, asked.as_of) for show in ("lapsed", "soon") for one in listed(rights, asked, show=show)[:MOST]]
    return [Due(row.one.unit.name, f"{row.one}（{row.one.organ.name}委托）", row.lamp, row.one.end, "enterprises:delegations", ()) for row in found]
