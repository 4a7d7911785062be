"""Mail, handed over to a real server on loopback."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller

from panel.accounts import mail


class Box:
    """What the server received: (sender, recipients, message)."""

    def __init__(self) -> None:
        self.received: list[tuple[str, list[str], EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = cast(EmailMessage, message_from_bytes(envelope.content, policy=policy.default))
        self.received.append((envelope.mail_from, envelope.rcpt_tos, message))
        return "250 OK"


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def smtp_url(box: Box) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:  # the controller cannot find out a port by itself
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}"
    controller.stop()


def test_a_mail_arrives_as_it_was_meant(smtp_url: str, box: Box) -> None:
    mail.send(
        smtp_url,
        sender="panel@example.org",
        to="ana@example.net",
        subject="Café",
        body="Żółw\n\nhttp://a.example/x",
    )
    [(sender, recipients, message)] = box.received
    assert (sender, recipients) == ("panel@example.org", ["ana@example.net"])
    assert message["Subject"] == "Café"
    assert message.get_content().splitlines() == ["Żółw", "", "http://a.example/x"]
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_refused_connection_is_said(smtp_url: str) -> None:
    with pytest.raises(mail.MailFailed):
        mail.send(
            "smtp://127.0.0.1:1", sender="panel@example.org", to="ana@example.net", subject="s", body="b"
        )


@pytest.mark.parametrize("url", ["http://127.0.0.1", "smtp://", "nonsense", "smtp://127.0.0.1:port"])
def test_a_wrong_setting_is_said(url: str) -> None:
    with pytest.raises(mail.MailFailed):
        mail.send(url, sender="panel@example.org", to="ana@example.net", subject="s", body="b")


def test_a_password_goes_over_no_open_line(smtp_url: str, box: Box) -> None:
    url = smtp_url.replace("//", "//user:secret@")
    with pytest.raises(mail.MailFailed):
        mail.send(url, sender="panel@example.org", to="ana@example.net", subject="s", body="b")
    assert not box.received


def test_nothing_slips_into_the_head_of_a_mail(smtp_url: str, box: Box) -> None:
    with pytest.raises(mail.MailFailed):
        mail.send(
            smtp_url,
            sender="panel@example.org",
            to="a@example.net\nBcc: b@example.net",
            subject="s",
            body="b",
        )
    assert not box.received
