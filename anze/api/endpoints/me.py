"""Who asks, and what the account or its token may read."""

from datetime import date
from typing import Any

from ninja import Router, Schema
from pydantic import Field

from anze.access.roles import ROLES
from anze.api.authentication import Right
from anze.api.reads import READS
from anze.people.moment import day_of

router = Router(tags=["本人"])


class Role(Schema):
    """A role on a unit."""

    role: str
    role_label: str
    unit: str | None = Field(description="单位编号；管理员没有")
    unit_name: str | None


class Me(Schema):
    """The account that asks."""

    username: str
    name: str
    roles: list[Role]
    reads: list[str] = Field(description="可以读的：权限的代码")
    today: date


@router.get("/me", response=Me, auth=Right("signed_in"), summary="本人：账号、角色、可以读什么")
def me(request: Any) -> Any:
    """Say who asks."""
    rights = request.rights
    roles = [{"role": one.role, "role_label": ROLES[one.role], "unit": one.unit.code if one.unit else None, "unit_name": one.unit.name if one.unit else None}
             for one in rights.grants]
    return {"username": request.user.username, "name": request.user.name, "roles": roles, "reads": [one for one in READS if rights.may(one)],
            "today": day_of(request.now)}
