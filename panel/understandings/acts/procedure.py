"""Entering the rules of procedure that the Panel has adopted."""

from dataclasses import dataclass
from typing import Any

from panel.kernel.refusal import Conflict
from panel.kernel.text import N_
from panel.record.acts import Acting, Tx, act
from panel.understandings import policy
from panel.understandings.facts import RulesAdopted
from panel.understandings.models import RulesOfProcedure
from panel.understandings.procedure import procedure_from


@dataclass(frozen=True, slots=True)
class AdoptRules:
    """Enter a version of the rules of procedure that the Panel has adopted. Result: its version."""

    content: dict[str, Any]


@act(AdoptRules, may=policy.may_adopt_rules)
def adopt_rules(tx: Tx, order: AdoptRules, _: None) -> Acting:
    procedure = procedure_from(order.content)
    following = tx.next_number(RulesOfProcedure.version)
    if procedure.version != following:
        raise Conflict(N_("The next version of the rules is %(next)s."), {"next": following})
    tx.add(RulesOfProcedure(version=procedure.version, adopted_at=tx.now, content=dict(order.content)))
    yield RulesAdopted(
        subject=f"rules:{procedure.version}", version=procedure.version, content=procedure.to_json()
    )
    return procedure.version
