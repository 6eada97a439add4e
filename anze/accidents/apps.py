"""What accidents bring to the duties below: their facts, names and news."""

from django.apps import AppConfig


class AccidentsConfig(AppConfig):
    """The register of accidents."""

    name = "anze.accidents"

    def ready(self) -> None:
        """Bring in the accidents."""
        from anze.accidents.actions.registering import is_registered  # noqa: PLC0415
        from anze.accidents.facts import TYPES, read  # noqa: PLC0415 — models are ready only now
        from anze.accidents.queries import files  # noqa: PLC0415
        from anze.accidents.queries.assessed import register_figures  # noqa: PLC0415
        from anze.accidents.queries.calling import entries, tell  # noqa: PLC0415
        from anze.accidents.queries.dates import dates  # noqa: PLC0415
        from anze.accidents.queries.firms import about  # noqa: PLC0415
        from anze.accidents.queries.news import urgent  # noqa: PLC0415
        from anze.accidents.queries.raised import raised  # noqa: PLC0415
        from anze.acts.actions.drafts import watch_form  # noqa: PLC0415
        from anze.duties.sources import Source, add_source  # noqa: PLC0415
        from anze.papers.policies import register_case  # noqa: PLC0415

        add_source(Source(name="accidents", types=TYPES, read=read, tell=tell, entries=entries, urgent=urgent, dates=dates, about=about, raised=raised))
        register_case(files.CASE, files.may_see, may_file=files.may_file, address=files.address_of, unit=files.owner_of, purposes=files.PURPOSES)
        register_figures()
        watch_form("accident", is_registered)
