"""Who acts, and what an answer to "may they?" looks like. Pure: no room's rules stand here.

Each room says in its own `policy.py` who may do what in which state; it registers each permission by name with
`permission`, and routes, acts and templates ask by that name.
"""

from panel.policy.actor import Actor, Role, Seat
from panel.policy.decision import PERMISSIONS, Decision, allow, deny, may, permission

__all__ = ["PERMISSIONS", "Actor", "Decision", "Role", "Seat", "allow", "deny", "may", "permission"]
