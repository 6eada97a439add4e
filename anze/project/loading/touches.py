"""What the demo does through the verbs of the site itself, at the present moment: files attached to acts, leaders urged."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from django.core.exceptions import ValidationError
from docx import Document
from PIL import Image, ImageDraw

from anze.access.rights import rights_of
from anze.acts.actions.evidence import attach
from anze.acts.evidence.examine import examined
from anze.duties.actions.urging import urge
from anze.duties.queries.owed import OVERDUE, due
from anze.duties.world import world
from anze.law.question import Question
from anze.people.moment import day_of
from anze.project.loading.accounts import COUNTY
from anze.project.loading.acts import Written
from anze.project.loading.register import City

URGED: Final = 4
LATELY: Final = timedelta(days=62)


def attach_files(city: City, written: list[Written], now: datetime) -> None:
    """Attach a picture, a PDF and a document to the newest acts of the demo's own people."""
    newest = [one for one in reversed(written) if one.by.username.startswith("demo-") and not one.gone]
    inspections = [one for one in newest if one.told.type == "inspection"][:2]
    meetings = [one for one in newest if one.told.type == "meeting"][:1]
    for one, (name, content) in zip((*inspections, *meetings), _files(), strict=False):
        attach(one.by, now, one.act, [examined(name, len(content), [content])])


def _files() -> Iterator[tuple[str, bytes]]:
    picture = Image.new("RGB", (1280, 960), "#cfd8dc")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 620, 1280, 960), fill="#8d9a94")
    draw.polygon([(120, 620), (520, 260), (900, 620)], fill="#6b7f78")
    draw.rectangle((820, 430, 1120, 700), fill="#b58b5a", outline="#5b4630", width=8)
    for kind, name in (("JPEG", "排查现场.jpg"), ("PDF", "整改通知书（扫描件）.pdf")):
        out = BytesIO()
        picture.save(out, kind)
        yield name, out.getvalue()
    minutes, out = Document(), BytesIO()
    minutes.add_heading("会议纪要", level=1)
    minutes.add_paragraph("会议听取安全生产情况汇报，研究下一步工作。（演示文件，内容是编造的）")
    minutes.save(out)
    yield "会议纪要.docx", out.getvalue()


def urge_some(city: City, now: datetime) -> None:
    """Urge a few leaders about what is overdue, as the county's office does; on a day off nobody is urged."""
    today = day_of(now)
    asked, office = Question(today, today), city.account[COUNTY]
    overdue = [one for one in due(world(asked, today), asked, today - LATELY) if one.state == OVERDUE]
    reach = rights_of(office).reach("urge.send")
    within = [one.key for one in overdue if one.officers and one.unit in city.unit and reach.covers_unit(city.unit[one.unit])]
    with suppress(ValidationError):
        if within:
            urge(office, now, reach, within[:URGED], "请抓紧补办，并说明原因。")
