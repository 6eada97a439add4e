"""In which order interviewees stand: by their posts, the principal leaders first, however they were added."""

from collections.abc import Iterable
from typing import Final

from anze.interviews.models import Interviewee
from anze.law.codes import POSTS

_RANK: Final = {post: place for place, post in enumerate(POSTS)}


def rank(post: str) -> int:
    """Return in which place a post comes; one that is none of these comes last."""
    return _RANK.get(post, len(_RANK))


def ranked(people: Iterable[Interviewee]) -> list[Interviewee]:
    """Return interviewees in the order of their posts; who has none of these, as people of an enterprise, as they were added."""
    return sorted(people, key=lambda one: rank(one.post))
