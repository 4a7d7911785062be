"""How often one may try: at most ten times in five minutes for an account, and for a network, on all nodes together."""

from flask import Response, after_this_request, current_app, request

from panel.accounts import rules
from panel.accounts.acts import count_try
from panel.accounts.queries import barred_until
from panel.db.extension import db
from panel.kernel.refusal import Refusal
from panel.kernel.text import N_
from panel.ui.asking import now
from panel.ui.page import geneva_text, relative_text


def count(account: str = "") -> None:
    """Count a try by the network of this request, and at `account` (an e-mail address as typed, known or not).

    Raises `Refusal` (429), which says when to try again.
    """
    values = {"network": rules.network(request.remote_addr or ""), "account": account.strip().lower()}
    keys = [
        rules.try_key(str(current_app.secret_key), kind, value) for kind, value in values.items() if value
    ]
    present = now()
    count_try(db.session(), keys, present)
    until = barred_until(db.session(), keys, present)
    if until is None:
        return
    wait = int((until - present).total_seconds())

    @after_this_request
    def say_when(response: Response) -> Response:
        response.headers["Retry-After"] = str(wait)
        return response

    raise Refusal(
        N_("Too many tries. You can try again %(wait)s, from %(when)s."),
        {"wait": relative_text(until, present), "when": geneva_text(until)},
        status=429,
    )
