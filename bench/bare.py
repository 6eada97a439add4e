"""A bare Django page: 50 or 100 rows from SQLite through one template, with no middleware: what a page costs at the least."""

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

ROWS = """<!DOCTYPE html><title>裸页</title><table>{% for row in rows %}<tr><td>{{ forloop.counter }}</td><td><a href="/{{ row.pk }}/">{{ row.name }}</a></td>
<td>{{ row.unit }}</td><td>{{ row.day|date:"Y-m-d" }}</td><td>{{ row.note }}</td></tr>{% endfor %}</table>"""


def application() -> Any:
    """Return the WSGI application over the file that BARE_DATABASE names."""
    from django.conf import settings  # noqa: PLC0415 — this process is a server of its own

    if not settings.configured:
        database = os.environ["BARE_DATABASE"]
        settings.configure(SECRET_KEY="bare", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], USE_TZ=True,
                           DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
                           TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
        import django  # noqa: PLC0415

        django.setup()
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

    return get_wsgi_application()


def page(request: Any, count: int) -> Any:
    """Show the newest `count` rows."""
    from django.db import models  # noqa: PLC0415
    from django.http import HttpResponse  # noqa: PLC0415
    from django.template import Context, Template  # noqa: PLC0415

    global _row, _template
    if _row is None:
        class Row(models.Model):
            name = models.CharField(max_length=80)
            unit = models.CharField(max_length=80)
            day = models.DateField()
            note = models.CharField(max_length=200)

            class Meta:
                app_label = "bare"
                db_table = "row"

        _row, _template = Row, Template(ROWS)
    return HttpResponse(_template.render(Context({"rows": _row._default_manager.order_by("-day", "-pk")[:count]})))


_row: Any = None
_template: Any = None


def _addresses() -> list[Any]:
    from django.urls import path  # noqa: PLC0415

    return [path("<int:count>/", page)]


def make(file: Path) -> None:
    """Make the database: as many rows as the demo has acts."""
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, name TEXT, unit TEXT, day DATE, note TEXT)")
        connection.execute("CREATE INDEX day ON row (day)")
        connection.executemany("INSERT INTO row (name, unit, day, note) VALUES (?, ?, ?, ?)",
                               ((f"安全生产排查 {number}", f"某镇 {number % 85}", f"202{4 + number % 3}-0{1 + number % 9}-1{number % 10}", "未发现突出问题")
                                for number in range(60_000)))


def __getattr__(name: str) -> Any:
    if name == "urlpatterns":
        return _addresses()
    raise AttributeError(name)


def command(port: int) -> list[str]:
    """Return how the page is served: by gunicorn, with as many processes and threads as the site."""
    return [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "8", "--log-level", "critical",
            "bench.bare:application()"]
