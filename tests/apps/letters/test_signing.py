"""Letters are signed on the page by the heads of both sides, in whatever order, and by nobody else (第十九条)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from anze.letters.actions.signing import sign, unsign
from anze.letters.models import Letter, Signing
from anze.letters.queries.papers import digest_of
from anze.letters.queries.standing import signings_of, state_of
from anze.people.models import Account
from anze.record.models import Entry
from anze.register.actions import begin_tenure
from tests.apps.accidents.telling import at
from tests.apps.letters.telling import COUNTY, NOW, generated
from tests.cast import Cast


def read(letter: Letter) -> str:
    return state_of(Letter.objects.with_signed().get(pk=letter.pk))


@pytest.fixture
def letters(cast: Cast) -> dict[str, Letter]:
    """英德's letters with its towns; 甲 heads its Party committee, 乙 its government, 丁 望埠's Party committee."""
    return generated(cast, superior="英德", by=COUNTY)


def test_both_heads_sign_and_the_letter_is_signed_on_the_later_day(cast: Cast, letters: dict[str, Letter]) -> None:
    one = letters["wb party"]
    sign(cast.account["丁"], at("2026-02-05"), one, digest=digest_of(one))
    assert read(one) == "half"
    sign(cast.account["甲"], at("2026-02-09"), one, digest=digest_of(one))
    assert read(one) == "signed"
    assert {party: (found.officer.name, found.on) for party, found in signings_of(one).items() if found.officer} == {
        "subordinate": ("丁某", date(2026, 2, 5)), "superior": ("甲某", date(2026, 2, 9))}
    assert Entry.objects.filter(object_type="letter", verb="签订").count() == 2


def test_nobody_else_signs_and_nobody_twice(cast: Cast, letters: dict[str, Letter]) -> None:
    one, other = letters["wb party"], letters["wb government"]
    for name, letter in (("乙", one), ("甲", other), ("壬", one), (COUNTY, one), ("丁", other)):
        with pytest.raises(ValidationError, match="您今天不担任这个职务"):
            sign(cast.account[name], NOW, letter, digest=digest_of(letter))
    sign(cast.account["甲"], NOW, one, digest=digest_of(one))
    with pytest.raises(ValidationError, match="已经签过"):
        sign(cast.account["甲"], NOW, one, digest=digest_of(one))
    assert Signing.objects.count() == 1


def test_what_is_signed_is_what_was_shown(cast: Cast, letters: dict[str, Letter]) -> None:
    one = letters["wb party"]
    with pytest.raises(ValidationError, match="内容有了变化"):
        sign(cast.account["甲"], NOW, one, digest="0" * 64)
    made = sign(cast.account["甲"], NOW, one, digest=digest_of(one))
    assert made.digest == digest_of(one) and digest_of(one) != digest_of(letters["dz party"])


def test_a_signature_is_taken_back_until_the_other_side_has_signed(cast: Cast, letters: dict[str, Letter]) -> None:
    one = letters["wb party"]
    sign(cast.account["甲"], NOW, one, digest=digest_of(one))
    with pytest.raises(ValidationError, match="原因"):
        unsign(cast.account["甲"], NOW, one, reason="")
    with pytest.raises(ValidationError, match="没有您在页面上的签字"):
        unsign(cast.account["丁"], NOW, one, reason="不是我的")
    unsign(cast.account["甲"], at("2026-02-03"), one, reason="点错了一份")
    assert read(one) == "issued" and Signing.objects.get().struck_reason == "点错了一份"
    for name in ("甲", "丁"):
        sign(cast.account[name], at("2026-02-04"), one, digest=digest_of(one))
    with pytest.raises(ValidationError, match="已签订"):
        unsign(cast.account["甲"], at("2026-02-05"), one, reason="晚了")


def test_whoever_heads_the_side_on_that_day_signs(cast: Cast, letters: dict[str, Letter]) -> None:
    one = letters["dz party"]  # nobody heads 大站's Party committee yet
    account = Account.objects.create_user(username="新", name="新", officer=cast.officer["己某"])
    with pytest.raises(ValidationError):
        sign(account, NOW, one, digest=digest_of(one))
    begin_tenure(None, at("2026-02-10"), officer=cast.officer["己某"], unit=cast.unit["大站"], post="party_head", start=date(2026, 2, 10))
    assert sign(account, at("2026-02-10", 11), one, digest=digest_of(one)).party == "subordinate"


def test_on_the_page_a_second_factor_goes_with_every_signature(cast: Cast, letters: dict[str, Letter]) -> None:
    one, client = letters["wb party"], cast.client("甲")
    page = client.get(f"/letters/{one.code}/sign/")
    assert "开启第二因素" in page.content.decode() and not Signing.objects.exists()
    assert "开启第二因素" in client.post(f"/letters/{one.code}/sign/", {"digest": digest_of(one)}).content.decode()
    device = TOTPDevice.objects.create(user=cast.account["甲"], confirmed=True)
    refused = client.post(f"/letters/{one.code}/sign/", {"digest": digest_of(one), "code": "12345"})
    assert refused.status_code == 422 and "验证码不对" in refused.content.decode() and not Signing.objects.exists()
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    answer = client.post(f"/letters/{one.code}/sign/", {"digest": digest_of(one), "code": f"{totp(device.bin_key):06d}"})
    assert answer.status_code == 302 and Signing.objects.get().party == "superior"
    assert client.get(f"/letters/{letters['wb government'].code}/sign/").status_code == 403  # 乙's, not 甲's
    assert cast.client(COUNTY).get(f"/letters/{one.code}/sign/").status_code == 403


def test_in_the_demo_nobody_has_a_telephone_and_none_is_asked_for(cast: Cast, letters: dict[str, Letter]) -> None:
    one, client = letters["wb party"], cast.client("甲")
    session = client.session
    session["by"] = "demo"
    session.save()
    assert "演示里不问第二因素" in client.get(f"/letters/{one.code}/sign/").content.decode()
    assert client.post(f"/letters/{one.code}/sign/", {"digest": digest_of(one)}).status_code == 302
    assert read(one) == "half"
