"""Files of a case."""

from anze.papers.models import Filed


def files_of(object_type: str, object_id: str) -> list[Filed]:
    """Return the files of a case, those taken down included, in the order in which they came."""
    return list(Filed.objects.of(object_type, object_id).select_related("blob", "added_by", "struck_by").order_by("pk"))
