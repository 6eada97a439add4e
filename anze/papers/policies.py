"""Who may see the files of a case: each app says it for its own kinds of case, in its `apps.py`; what nobody spoke for nobody sees."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from anze.access.rights import Rights
from anze.people.models import Unit

MayDo = Callable[[Rights, str], bool]


def _never(rights: Rights, object_id: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class CaseKind:
    """A kind of case: whether an account may see the files of one and put files to it, where its page is, whose it is, for which purposes files come."""

    may_see: MayDo
    may_file: MayDo = _never
    address: Callable[[str], str] = lambda object_id: ""
    unit: Callable[[str], Unit | None] = lambda object_id: None
    purposes: tuple[str, ...] = ()


_CASES: Final[dict[str, CaseKind]] = {}


def register_case(object_type: str, may_see: MayDo, *, may_file: MayDo = _never, address: Callable[[str], str] = lambda object_id: "",
                  unit: Callable[[str], Unit | None] = lambda object_id: None, purposes: tuple[str, ...] = ()) -> None:
    """Say once, in `AppConfig.ready`, who may see and who may add to the files of a kind of case. The same kind again replaces it."""
    _CASES[object_type] = CaseKind(may_see, may_file, address, unit, purposes)


def case_kind(object_type: str) -> CaseKind | None:
    """Return what was said of a kind of case; None where nobody spoke for it."""
    return _CASES.get(object_type)


def may_see(rights: Rights, object_type: str, object_id: str) -> bool:
    """Say whether the account may see the files of this case; of a kind nobody spoke for, never."""
    found = _CASES.get(object_type)
    return found is not None and found.may_see(rights, object_id)


def may_file(rights: Rights, object_type: str, object_id: str) -> bool:
    """Say whether the account may put files to this case."""
    found = _CASES.get(object_type)
    return found is not None and found.may_see(rights, object_id) and found.may_file(rights, object_id)
