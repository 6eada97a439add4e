"""Files of a case, and what a page needs to show them and to take another."""

from typing import Any

from anze.access.rights import Rights
from anze.papers.models import Filed
from anze.papers.policies import case_kind, may_file


def files_of(object_type: str, object_id: str) -> list[Filed]:
    """Return the files of a case, those taken down included, in the order in which they came."""
    return list(Filed.objects.of(object_type, object_id).select_related("blob", "added_by", "struck_by").order_by("pk"))


def case_files(rights: Rights, object_type: str, object_id: str) -> dict[str, Any]:
    """Return the context of the parts `papers/files/list.html` and `papers/files/form.html` for a case that the account sees."""
    kind = case_kind(object_type)
    return {"case_files": files_of(object_type, object_id), "object_type": object_type, "object_id": object_id,
            "may_file": may_file(rights, object_type, object_id), "purposes": kind.purposes if kind else ()}
