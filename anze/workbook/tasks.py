"""What the worker does for workbooks."""

from django_tasks import task

from anze.workbook.exporting import carry_out


@task()
def write_export(pk: int) -> None:
    """Write the export of that key."""
    carry_out(pk)
