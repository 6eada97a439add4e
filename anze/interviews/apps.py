"""What interviews bring to the duties below: their facts, names and news."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """Interviews (约谈)."""

    name = "anze.interviews"

    def ready(self) -> None:
        """Bring in interviews and decisions."""
        from anze.duties.backgrounds import add_background  # noqa: PLC0415
        from anze.duties.sources import Source, add_source  # noqa: PLC0415
        from anze.interviews.facts import TYPES, read  # noqa: PLC0415 — models are ready only now
        from anze.interviews.queries.assessed import register_figures  # noqa: PLC0415
        from anze.interviews.queries.background import background  # noqa: PLC0415
        from anze.interviews.queries.calling import entries, tell  # noqa: PLC0415
        from anze.interviews.queries.dates import dates  # noqa: PLC0415
        from anze.interviews.queries.files import ITEM, address_of, may_file_item, may_see_item, owner_of  # noqa: PLC0415
        from anze.interviews.queries.news import news  # noqa: PLC0415
        from anze.interviews.queries.raised import raised  # noqa: PLC0415
        from anze.papers.policies import register_case  # noqa: PLC0415

        add_background("interviews", background)
        add_source(Source(name="interviews", types=TYPES, read=read, tell=tell, entries=entries, news=news, dates=dates, raised=raised))
        register_case(ITEM, may_see_item, may_file=may_file_item, address=address_of, unit=owner_of, purposes=("整改佐证",))
        register_figures()
