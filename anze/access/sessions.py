"""A session from sign-in to its end: when it was last used, from where, what it still owes before anything opens."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db.models import F, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from anze.access.addresses import address_of
from anze.access.models import SignIn
from anze.access.policies import policy
from anze.people.models import Account

# Last use is written no more often than this: one write a page would be one write too many.
WRITTEN_EVERY: Final = timedelta(seconds=15)
SEEN, BY, PASSWORD_OLD = "seen", "by", "password_old"
# Whether the account has turned the second factor on itself, and when it was given in this session.
SECOND_FACTOR_ON, SECOND_FACTOR = "second_factor_on", "second_factor"


def begin(request: Any, account: Account, by: str) -> SignIn:
    """Note a session that has just begun. `by`: password, oidc (the city's sign-on) or demo."""
    session, now = request.session, request.now
    session[SEEN], session[BY] = now.timestamp(), by
    session[PASSWORD_OLD] = by == "password" and too_old(account, now)
    session[SECOND_FACTOR_ON] = TOTPDevice.objects.filter(user=account, confirmed=True).exists()
    if by == "demo":
        pass_second_factor(request)
    session.save()
    found, _ = SignIn.objects.update_or_create(session_key=session.session_key, defaults={
        "account": account, "started_at": now, "last_seen_at": now, "address": address_of(request), "device": device_of(request),
        "ended_at": None, "ended_because": ""})
    return found


def too_old(account: Account, now: datetime) -> bool:
    """Say whether the policy wants another password by now; one whose age is not known counts as too old."""
    days = policy().max_age_days
    return bool(days) and (account.password_changed_at is None or now - account.password_changed_at > timedelta(days=days))


def owed(request: Any, account: Account, roles: frozenset[str]) -> str:
    """Return what the session must do before anything else opens: `password`, `second_factor`, or nothing."""
    if account.must_change_password and request.session.get(BY) != "demo":
        return "password"
    asked = request.session.get(SECOND_FACTOR_ON) or roles & policy().second_factor
    if asked and not request.session.get(SECOND_FACTOR):
        return "second_factor"
    return "password" if request.session.get(PASSWORD_OLD) else ""


def by_activation(request: Any, account: Account) -> bool:
    """Say whether the session was begun with the activation code of the account, not used up yet: who holds it need not give the code again."""
    return account.must_change_password and request.session.get(BY) == "password"


def pass_second_factor(request: Any) -> None:
    """Note that the second factor was given."""
    request.session[SECOND_FACTOR] = request.now.timestamp()


def left(request: Any, idle: timedelta) -> timedelta:
    """Return how long the session lasts if it is not used: nothing or less where it is over."""
    seen = request.session.get(SEEN, request.now.timestamp())
    return timedelta(seconds=seen - request.now.timestamp()) + idle


def touch(request: Any) -> None:
    """Note that the session is in use."""
    now, seen = request.now, request.session.get(SEEN)
    if seen is None or now.timestamp() - seen >= WRITTEN_EVERY.total_seconds():
        request.session[SEEN] = now.timestamp()
        SignIn.objects.filter(session_key=request.session.session_key).update(last_seen_at=now, address=address_of(request))


def end(request: Any, because: str) -> None:
    """Note that this session has ended."""
    SignIn.objects.filter(session_key=request.session.session_key, ended_at=None).update(ended_at=request.now, ended_because=because)


def end_one(sign_in: SignIn, now: datetime, because: str) -> None:
    """End a session from elsewhere: its next request is a stranger's."""
    Session.objects.filter(session_key=sign_in.session_key).delete()
    SignIn.objects.filter(pk=sign_in.pk, ended_at=None).update(ended_at=now, ended_because=because)


def end_all(account: Account, now: datetime, because: str, *, but: str = "") -> None:
    """End every session of the account at once, by its epoch. The session with the key `but` has to take the new epoch over itself."""
    Account.objects.filter(pk=account.pk).update(epoch=F("epoch") + 1)
    account.refresh_from_db(fields=["epoch"])
    SignIn.objects.filter(account=account, ended_at=None).exclude(session_key=but).update(ended_at=now, ended_because=because)


def carry_over(request: Any, account: Account) -> None:
    """Keep this session although all others of the account were ended: it takes the new epoch over, under a key of its own."""
    before = request.session.session_key
    update_session_auth_hash(request, account)
    SignIn.objects.filter(session_key=before).update(session_key=request.session.session_key)


def in_use(account: Account, now: datetime) -> QuerySet[SignIn]:
    """Return the sessions of the account that are not over, the last used first."""
    return SignIn.objects.filter(account=account, ended_at=None, last_seen_at__gt=now - policy().idle)


# What a browser says of itself → how a person would call it; the first that fits. Whatever else stands there is not kept.
SYSTEMS: Final = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "安卓手机"), ("HarmonyOS", "鸿蒙手机"), ("Windows", "Windows 电脑"),
                  ("Mac OS", "苹果电脑"), ("Linux", "Linux 电脑"))
BROWSERS: Final = (("MicroMessenger", "微信"), ("Edg", "Edge"), ("Firefox", "火狐"), ("Chrome", "Chrome"), ("Safari", "Safari"))


def device_of(request: Any) -> str:
    """Return the kind of device and browser that a request says it comes from."""
    said = request.META.get("HTTP_USER_AGENT", "")
    parts = [next((name for sign, name in table if sign in said), "") for table in (SYSTEMS, BROWSERS)]
    return " · ".join(part for part in parts if part) or "其他设备"
