"""Messages go out through a real mail server and a real receiver of web hooks, both on this machine: once, tried again, or in doubt not again."""

import http.server
import json
import socket
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.exceptions import ValidationError

from anze.duties.actions import delivering, robots
from anze.duties.actions.delivering import send_messages
from anze.duties.actions.preferring import prefer
from anze.duties.actions.robots import checked, said
from anze.duties.models import Message, Preference
from anze.duties.policies import LEASE, RETRIES
from anze.people.models import Account
from anze.people.moment import SHANGHAI, day_of
from anze.record.models import Entry
from tests.cast import Cast

NOW = datetime(2026, 11, 23, 8, 31, tzinfo=SHANGHAI)


class Post:
    """A mail server that keeps what it is given; `refuses` makes it refuse so many first."""

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.refuses = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 — the server's own name for it
        if self.refuses:
            self.refuses -= 1
            return "451 busy"
        self.got.append(message_from_bytes(envelope.content))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    found, port = Post(), free_port()
    controller = Controller(found, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.ADDRESS = "127.0.0.1", port, "http" + "://anze.test"
    yield found
    controller.stop()


@pytest.fixture
def hook(settings: Any) -> Iterator[dict[str, Any]]:
    """A receiver of web hooks: what it got, and what it answers."""
    found: dict[str, Any] = {"got": [], "status": 200, "answer": {"errcode": 0, "errmsg": "ok"}, "silent": False}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found["got"].append((self.path, json.loads(body)))
            if found["silent"]:
                self.close_connection = True
                return
            self.send_response(found["status"])
            if found["status"] == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(json.dumps(found["answer"]).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found["address"] = "http" + f"://127.0.0.1:{server.server_port}/send?key=k"
    settings.ROBOT_LOOPBACK = True
    yield found
    server.shutdown()
    server.server_close()


def told(account: Account, count: int = 1) -> Message:
    text = "英德市：2026年11月牵头开展安全生产排查（第五条（七），剩 {} 天）"
    lines = [{"topic": "soon", "text": text.format(n), "provision": "5.7", "address": "/board/cell/?d=5.7"} for n in range(count)]
    return Message.objects.create(account=account, kind="digest", on=day_of(NOW), title="安责提醒：临期 1 项", lines=lines, made_at=NOW)


def reach(account: Account, **fields: str) -> Account:
    for name, value in fields.items():
        setattr(account, name, value)
    account.save()
    return account


def test_a_message_goes_by_mail_once_with_its_link_and_reason(cast: Cast, post: Post) -> None:
    message = told(reach(cast.account["甲"], email="jia@example.test"))
    assert send_messages(NOW) == 1
    assert send_messages(NOW) == 0
    [mail] = post.got
    assert str(make_header(decode_header(mail["Subject"]))) == "安责提醒：临期 1 项"
    body = mail.get_payload(decode=True).decode()
    assert "第五条（七）" in body
    assert "anze.test/board/cell/?d=5.7" in body
    assert f"anze.test/inbox/{message.pk}/" in body
    message.refresh_from_db()
    assert (message.channel, message.sent_at) == ("mail", NOW)


def test_a_refused_mail_is_tried_again_after_a_while_and_in_the_end_left_in_the_inbox(cast: Cast, post: Post) -> None:
    message = told(reach(cast.account["甲"], email="jia@example.test"))
    post.refuses = 1
    assert send_messages(NOW) == 0
    message.refresh_from_db()
    assert (message.next_try_at, message.fault[:6]) == (NOW + RETRIES[0], "邮件没有发出")
    assert send_messages(NOW + RETRIES[0] - timedelta(seconds=1)) == 0
    assert send_messages(NOW + RETRIES[0]) == 1
    other = told(reach(cast.account["乙"], email="yi@example.test"))
    post.refuses, now = 99, NOW
    for wait in (*RETRIES, timedelta()):
        send_messages(now)
        now += wait
    other.refresh_from_db()
    assert (other.attempts, other.channel, other.sent_at, other.next_try_at) == (len(RETRIES) + 1, "page", None, None)
    assert send_messages(now + timedelta(hours=3)) == 0


def test_a_message_whose_worker_died_while_sending_is_not_sent_again(cast: Cast, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    message = told(reach(cast.account["甲"], email="jia@example.test"))

    def dies(_: Message) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(delivering, "_by_mail", dies)
    with pytest.raises(KeyboardInterrupt):
        send_messages(NOW)
    monkeypatch.undo()
    assert send_messages(NOW + timedelta(minutes=1)) == 0
    send_messages(NOW + LEASE + timedelta(seconds=1))
    message.refresh_from_db()
    assert (message.channel, message.sent_at, post.got) == ("page", None, [])
    assert "不能确定" in message.fault


def test_a_robot_is_told_in_its_own_form_and_mail_is_not_sent_beside_it(cast: Cast, post: Post, hook: dict[str, Any]) -> None:
    message = told(reach(cast.account["甲"], email="jia@example.test", robot=hook["address"]))
    assert send_messages(NOW) == 1
    [(path, body)] = hook["got"]
    assert path == "/send?key=k"
    assert body["msgtype"] == "markdown"
    assert "第五条（七）" in body["markdown"]["content"]
    message.refresh_from_db()
    assert (message.channel, post.got) == ("robot", [])


@pytest.mark.parametrize(("field", "value"), [("status", 500), ("status", 302), ("answer", {"errcode": 45009, "errmsg": "freq out of limit"})])
def test_what_a_robot_refuses_goes_by_mail(cast: Cast, post: Post, hook: dict[str, Any], field: str, value: Any) -> None:
    hook[field] = value
    message = told(reach(cast.account["甲"], email="jia@example.test", robot=hook["address"]))
    assert send_messages(NOW) == 1
    message.refresh_from_db()
    assert (message.channel, len(post.got), len(hook["got"])) == ("mail", 1, 1)


def test_a_robot_that_does_not_answer_may_have_been_told_and_is_not_told_again(cast: Cast, post: Post, hook: dict[str, Any]) -> None:
    hook["silent"] = True
    message = told(reach(cast.account["甲"], email="jia@example.test", robot=hook["address"]))
    for minutes in (0, 5, 60):
        assert send_messages(NOW + timedelta(minutes=minutes)) == 0
    message.refresh_from_db()
    assert (len(hook["got"]), post.got, message.channel) == (1, [], "page")
    assert "没有应答" in message.fault


def test_channels_that_are_switched_off_are_not_used(cast: Cast, post: Post, hook: dict[str, Any]) -> None:
    account = reach(cast.account["甲"], email="jia@example.test", robot=hook["address"])
    Preference.objects.create(account=account, mail=False, robot=False)
    message = told(account)
    assert send_messages(NOW) == 0
    message.refresh_from_db()
    assert (message.channel, message.fault, post.got, hook["got"]) == ("page", "", [], [])


def test_nothing_goes_out_on_a_day_off_nor_of_another_day(cast: Cast, post: Post) -> None:
    told(reach(cast.account["甲"], email="jia@example.test"))
    assert send_messages(NOW + timedelta(days=1)) == 0
    Message.objects.update(on="2026-11-22")
    assert send_messages(NOW - timedelta(days=1)) == 0
    assert post.got == []


INSIDE = ("http|127.0.0.1/x", "https|127.0.0.1/x", "https|[::1]/x", "https|10.0.0.8/x", "https|192.168.1.1/", "https|169.254.169.254/latest",
          "https|0.0.0.0/", "https|[::ffff:127.0.0.1]/", "https|[fe80::1]/", "ftp|8.8.8.8/", "https|8.8.8.8@127.0.0.1/", "https|2130706433/", "x|",
          "http|8.8.8.8/")


@pytest.mark.parametrize("address", [one.replace("|", "://") for one in INSIDE])
def test_an_address_inside_the_network_or_without_https_is_refused(address: str, settings: Any) -> None:
    with pytest.raises(ValidationError):
        checked(address)
    settings.ROBOT_PRIVATE = True
    if "10.0.0.8" in address or "192.168" in address:
        assert checked(address)
    else:
        with pytest.raises(ValidationError):
            checked(address)


def test_only_the_hosts_that_are_allowed_are_called(settings: Any) -> None:
    assert checked("https" + "://8.8.8.8/x?y=1") == ("8.8.8.8", 443, "/x?y=1", "8.8.8.8")
    settings.ROBOT_HOSTS = ["1.1.1.1"]
    with pytest.raises(ValidationError, match="允许的主机"):
        checked("https" + "://8.8.8.8/x")


def test_a_name_that_leads_inside_is_refused_whatever_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robots.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.1.1.1", 443))])
    with pytest.raises(ValidationError, match="内网"):
        checked("https" + "://robot.example.test/")


def test_a_long_message_fits_what_a_robot_takes_and_counts_the_rest(settings: Any) -> None:
    lines = ["【临期】" + "排查" * 40] * 60
    content = said("题", lines, "http" + "://anze.test/inbox/1/")["markdown"]["content"]
    assert len(content.encode()) <= 4000
    kept = content.count("> 【临期】")
    assert f"其余 {60 - kept} 项在站内查看" in content
    settings.ROBOT_FORMAT = "text"
    assert said("题", ["一"], "")["text"]["content"] == "题\n一"


def test_channels_are_set_on_the_page_without_their_addresses_in_the_ledger(cast: Cast, hook: dict[str, Any]) -> None:
    client = cast.client("甲")
    done = client.post("/inbox/preferences/", {"mail": "on", "email": "jia@example.test", "robot": hook["address"]}, follow=True)
    assert "已保存提醒方式" in done.content.decode()
    account = Account.objects.get(username="甲")
    assert (account.email, account.message_preference.mail, account.message_preference.robot) == ("jia@example.test", True, False)
    sealed = Entry.objects.order_by("-seq")[0].sealed.text
    assert "jia@" not in sealed
    assert "127.0.0.1" not in sealed
    refused = client.post("/inbox/preferences/", {"robot": "https" + "://10.0.0.1/x"}).content.decode()
    assert "指向内网" in refused
    assert prefer(account, NOW, mail=False, email="", robot_on=True, robot="").robot
