"""Who keeps the catalogue.

Attaching a norm is part of writing a thread, a contribution or a paragraph, and is asked there: a norm that some may
not point to is a norm not considered.
"""

from typing import Any

from panel.kernel.text import N_
from panel.policy import Actor, Decision, Role, allow, deny, permission


@permission("catalogue.keep")
def may_keep_catalogue(actor: Actor, state: Any = None) -> Decision:
    """Whether `actor` may enter or correct instruments, provisions, mechanisms and issues."""
    if actor.role in (Role.SECRETARIAT, Role.SYSTEM):
        return allow()
    return deny(N_("The catalogue of norms is kept by the secretariat."), N_("Ask the secretariat."))
