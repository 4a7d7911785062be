"""Mail: sent after the commit, never within an act. It carries no more than a stranger may read over a shoulder."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

SECONDS = 10
"""How long a mail server may keep a page waiting."""


class MailFailed(Exception):
    """The mail could not be handed over to the mail server."""


def send(smtp_url: str, *, sender: str, to: str, subject: str, body: str) -> None:
    """Hand a mail over to the server at `smtp_url`: `smtp://[user:password@]host[:port]`, or `smtps://` (TLS).

    Over `smtp` the connection turns to TLS where the server offers it, and always before a password is sent. Raises
    `MailFailed` whatever goes wrong, a server that does not answer within ten seconds included.
    """
    try:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, to, subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or None)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        with _connected(smtp_url) as server:
            server.send_message(message)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise MailFailed(str(error)) from error


def _connected(smtp_url: str) -> smtplib.SMTP:
    parts = urlsplit(smtp_url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("PANEL_SMTP_URL is smtp://host:port or smtps://host:port")
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            parts.hostname, parts.port or 465, timeout=SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(parts.hostname, parts.port or 587, timeout=SECONDS)
    try:
        server.ehlo()
        if parts.scheme == "smtp" and (parts.username or server.has_extn("starttls")):
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server
