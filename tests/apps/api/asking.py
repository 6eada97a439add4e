"""A program that asks the API with a token, and the small city with one of everything in it."""

from collections.abc import Sequence
from typing import Any

from django.test import Client
from django.utils import timezone

from anze.api.actions import make_token
from anze.people.models import Account
from tests.cast import Cast

# One of the cast for each kind of user.
PERSON = {"office": "英德安委办", "office_head": "市安委办主任", "leader": "甲", "secretary": "甲的秘书", "liaison": "应急局联络员", "discipline": "纪委",
          "organisation": "组织部", "auditor": "审计", "system_admin": "系统管理员", "security_admin": "安全管理员", "audit_admin": "审计管理员"}
ADMINISTRATORS = ("系统管理员", "安全管理员", "审计管理员")
# Endpoint, and the permission that it asks for: written by hand, what the code says is what is being tested.
ENDPOINTS = {
    "me": "signed_in", "units": "register.view", "units/{code}": "register.view", "officers": "register.view", "officers/{code}": "register.view",
    "tenures": "register.view", "acts": "act.view", "acts/{uid}": "act.view", "obligations": "board.view", "accidents": "accident.view",
    "accidents/{code}": "accident.view", "hazards": "hazard.view", "listings": "hazard.view", "interviews": "interview.view", "findings": "board.view",
    "ledger/head": "ledger.verify", "ledger/checkpoint": "ledger.verify",
}


def token_of(account: Account, only: Sequence[str] = (), days: int = 30) -> str:
    """Make a token for an account and return its text."""
    return make_token(account, timezone.now(), name="月报程序", purpose="取数据做月报", days=days, only=only)[1]


class Program:
    """Asks with a token."""

    def __init__(self, text: str) -> None:
        self.client, self.text = Client(), text

    def get(self, rest: str, **query: Any) -> Any:
        """Return the answer to `/api/v1/<rest>`."""
        return self.client.get(f"/api/v1/{rest}", query, headers={"Authorization": f"Bearer {self.text}"})


def program(cast: Cast, name: str, only: Sequence[str] = ()) -> Program:
    """Return a program of one of the cast."""
    return Program(token_of(cast.account[name], only))
