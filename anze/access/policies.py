"""The rules of passwords, second factors and sessions as data; `settings.SECURITY_POLICY` names the one that holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from anze.access.roles import ADMINISTRATORS, ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a password, a sign-in and a session must keep to.

    `classes` counts kinds of characters out of four (大写、小写、数字、符号); 0 days of age means that a password never expires.
    """

    label: str
    min_length: int
    classes: int
    remembered: int
    max_age_days: int
    second_factor: frozenset[str]
    signing_factor: bool = True  # whoever signs in this system gives a second factor with the signature
    failures: int = 5
    locked_minutes: int = 10
    activation: timedelta = timedelta(hours=72)  # how long what an administrator hands over may be used, once, to set one's own password
    idle: timedelta = timedelta(minutes=30)
    idle_cases: timedelta = timedelta(minutes=10)
    warned: timedelta = timedelta(minutes=2)


POLICIES: Final[Mapping[str, Policy]] = {
    # GB/T 22239-2019, level three, 8.1.4.1 身份鉴别: complexity, regular change, two factors. It names no numbers; these are what assessors
    # ask for in practice. The three administrators hold the two factors in the software; for everyone else the office network is one.
    "mlps3": Policy(label="等保三级", min_length=8, classes=3, remembered=5, max_age_days=90, second_factor=ADMINISTRATORS),
    # OWASP ASVS, level two: length instead of composition, no expiry, a check against known passwords, two factors for everyone.
    "asvs": Policy(label="ASVS", min_length=12, classes=0, remembered=1, max_age_days=0, second_factor=frozenset(ROLES)),
}


def policy() -> Policy:
    """Return the policy that holds here. Raises ImproperlyConfigured where the setting names none."""
    try:
        return POLICIES[settings.SECURITY_POLICY]
    except KeyError:
        raise ImproperlyConfigured(f"ANZE_POLICY 只能是 {'、'.join(POLICIES)}，现在是“{settings.SECURITY_POLICY}”。") from None
