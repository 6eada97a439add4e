"""What the county's organisation department looked up before an award: some leaders and a leading group, with the statement that went out."""

from datetime import datetime
from typing import Final

from anze.law.question import Question
from anze.people.models import Officer, Unit
from anze.people.moment import day_of
from anze.project.loading.accounts import COUNTY, demo_town
from anze.project.loading.register import City
from anze.vetting.actions.enquiring import enquire
from anze.vetting.actions.stating import issue_statement

ASKED: Final = (("party_head", ""), ("gov_head", ""), ("gov_executive_deputy", ""), ("party_head", "town"), ("dept_head", "department"))
REFERENCE: Final = "关于推荐安全生产先进个人和先进集体的通知"


def load_vetting(city: City, now: datetime) -> None:
    """Ask about those who hold these posts today, and state it; nothing where nobody holds any."""
    places = {"": COUNTY, "town": demo_town(city), "department": f"{COUNTY}-yjj"}
    held = [city.in_post(places[where], post, city.clock.until) for post, where in ASKED]
    subjects: list[Officer | Unit] = [one for one in dict.fromkeys(held) if one is not None]
    if subjects:
        by, today = city.account[f"organisation:{COUNTY}"], day_of(now)
        made = enquire(by, now, city.unit[COUNTY], [*subjects, city.unit[COUNTY]], purpose="award", reference=REFERENCE, asked=Question(today, today))
        issue_statement(by, now, made)
