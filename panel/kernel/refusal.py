"""A refusal: the rules say no, in one sentence that a page can say aloud."""

from collections.abc import Mapping


class Refusal(Exception):
    """The Panel's rules do not allow what was asked.

    `message` is an English sentence marked with `N_`, with `%(name)s` places to be filled from `params` (after
    translation); `field` names the form field it belongs to, `rule` the rule of procedure it rests on, `status` the
    HTTP status of the answer.
    """

    status = 422

    def __init__(
        self,
        message: str,
        params: Mapping[str, object] | None = None,
        *,
        field: str | None = None,
        rule: str | None = None,
        status: int | None = None,
    ) -> None:
        self.message = message
        self.params = dict(params or {})
        self.field = field
        self.rule = rule
        self.status = status or type(self).status
        super().__init__(self.message % self.params if self.params else self.message)


class NotFound(Refusal):
    """What was asked for does not exist, or must look as if it did not."""

    status = 404


class Conflict(Refusal):
    """Somebody else came first: the act no longer fits the state."""

    status = 409


class Forbidden(Refusal):
    """This actor may not, in this capacity or this state. `whom` says whom to ask, if anyone can help."""

    status = 403

    def __init__(self, message: str, params: Mapping[str, object] | None = None, *, whom: str = "") -> None:
        super().__init__(message, params)
        self.whom = whom
