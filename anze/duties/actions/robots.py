"""Messages to a group robot (粤政易, 企业微信) by web hook: never to an address inside the network unless the site allows it, never redirected."""

import http.client
import ipaddress
import json
import socket
import ssl
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

TIMEOUT: Final = 8  # seconds for each step
LARGEST_ANSWER: Final = 20_000
MARKDOWN_BYTES: Final = 4000  # what a robot takes in one message


class Undelivered(Exception):  # noqa: N818 — an answer, not a fault
    """It was not taken, for the reason given: it may be tried again."""


class Uncertain(Exception):  # noqa: N818
    """It was handed over and no answer came: it may have been taken, and is not sent again."""


def checked(address: str) -> tuple[str, int, str, str]:
    """Return host, port, path and the address to connect to. Raises ValidationError for whatever the site must not call."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as fault:
        raise ValidationError("机器人地址写得不对，请从粤政易或企业微信里重新复制。") from fault
    if not host or parts.username or parts.password:
        raise ValidationError("机器人地址写得不对，请从粤政易或企业微信里重新复制。")
    if settings.ROBOT_HOSTS and host not in settings.ROBOT_HOSTS:
        raise ValidationError("机器人地址不在允许的主机之内。请联系系统管理员，在 ANZE_ROBOT_HOSTS 中加入。")
    found = _resolved(host, port)
    loopback = all(one.is_loopback for one in found)
    if parts.scheme != "https" and not (settings.ROBOT_LOOPBACK and loopback and parts.scheme == "http"):
        raise ValidationError("机器人地址必须以 https 开头。")
    if not (settings.ROBOT_LOOPBACK and loopback) and not all(_may_call(one) for one in found):
        raise ValidationError("机器人地址指向内网或本机，不能使用。政务内网的机器人，请系统管理员设置 ANZE_ROBOT_PRIVATE。")
    return host, port, parts.path + (f"?{parts.query}" if parts.query else "") or "/", str(found[0])


def _resolved(host: str, port: int) -> list[Any]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise ValidationError("找不到机器人地址的主机，请核对地址。") from fault
    return [ipaddress.ip_address(row[4][0].partition("%")[0] if isinstance(row[4][0], str) else row[4][0]) for row in rows]


def _may_call(address: Any) -> bool:
    plain = getattr(address, "ipv4_mapped", None) or address
    if plain.is_global and not plain.is_multicast:
        return True
    return bool(settings.ROBOT_PRIVATE) and plain.is_private and not (plain.is_loopback or plain.is_link_local or plain.is_unspecified or plain.is_reserved)


def send_to_robot(address: str, title: str, lines: list[str], link: str) -> None:
    """Send a message. Raises Undelivered where it was refused, Uncertain where nobody can know."""
    try:
        host, port, path, ip = checked(address)
    except ValidationError as fault:
        raise Undelivered(fault.messages[0]) from fault
    body = json.dumps(said(title, lines, link), ensure_ascii=False).encode()
    connection = _connected(host, port, ip, https=urlsplit(address).scheme == "https")
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json; charset=utf-8", "Host": host if port in {80, 443} else f"{host}:{port}"})
        answer = connection.getresponse()
        text = answer.read(LARGEST_ANSWER)
    except (OSError, http.client.HTTPException) as fault:
        raise Uncertain("机器人没有应答，不能确定是否收到，不再重发") from fault
    finally:
        connection.close()
    _accepted(answer.status, text)


def _connected(host: str, port: int, ip: str, *, https: bool) -> http.client.HTTPConnection:
    """Return a connection to the very address that was checked, whatever the name resolves to by now; its certificate must be the host's."""
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        sock = socket.create_connection((ip, port), timeout=TIMEOUT)
        connection.sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host) if https else sock
    except (OSError, ssl.SSLError) as fault:
        raise Undelivered("连不上机器人地址") from fault
    return connection


def said(title: str, lines: list[str], link: str) -> dict[str, Any]:
    """Return a message as the robots of 企业微信 and 粤政易 take it."""
    text, kept = title, 0
    tail = f"\n\n[打开安责查看]({link})" if link else ""
    for line in lines:
        if len(f"{text}\n> {line}{tail}".encode()) > MARKDOWN_BYTES - 120:
            break
        text, kept = f"{text}\n> {line}", kept + 1
    rest = f"\n其余 {len(lines) - kept} 项在站内查看" if kept < len(lines) else ""
    if settings.ROBOT_FORMAT == "text":
        return {"msgtype": "text", "text": {"content": (text + rest).replace("\n> ", "\n") + (f"\n{link}" if link else "")}}
    return {"msgtype": "markdown", "markdown": {"content": text + rest + tail}}


def _accepted(status: int, text: bytes) -> None:
    if status >= 300:
        raise Undelivered(f"机器人拒收（{status}）")
    try:
        answer = json.loads(text or b"{}")
    except ValueError:
        return
    code = answer.get("errcode", 0) if isinstance(answer, Mapping) else 0
    if code:
        raise Undelivered(f"机器人拒收：{str(answer.get('errmsg', code))[:100]}")
