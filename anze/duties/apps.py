"""What duties and the acts below them bring to the yearly assessment."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Duties, reminders and what the processes above bring."""

    name = "anze.duties"

    def ready(self) -> None:
        """Bring in what can be counted."""
        from anze.duties.queries.assessed import register_figures  # noqa: PLC0415 — models are ready only now

        register_figures()
