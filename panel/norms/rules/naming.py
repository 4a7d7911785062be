"""What the groups of the catalogue are called: kinds of instruments and bodies, clusters of recommendations."""

from collections.abc import Mapping
from typing import Final

from panel.kernel.text import N_

INSTRUMENT_KINDS: Final = {
    "treaty": N_("Treaties"),
    "protocol": N_("Protocols"),
    "ilo-convention": N_("ILO Conventions"),
    "compact": N_("Compacts"),
    "declaration": N_("Declarations"),
    "recommendation": N_("ILO Recommendations"),
    "guidelines": N_("Principles, guidelines and standards"),
    "general-comment": N_("General comments and general recommendations"),
    "resolution": N_("Resolutions"),
    "report": N_("Reports"),
}
"""Kind of instrument -> its heading, in the order of the page: what binds first, what only informs last."""

MECHANISM_KINDS: Final = {
    "organization": N_("The United Nations and its principal organs"),
    "principal-organ": N_("The United Nations and its principal organs"),
    "intergovernmental-body": N_("Councils, commissions and committees of States"),
    "main-committee": N_("Councils, commissions and committees of States"),
    "functional-commission": N_("Councils, commissions and committees of States"),
    "regional-commission": N_("Councils, commissions and committees of States"),
    "working-group": N_("Councils, commissions and committees of States"),
    "treaty-body": N_("Treaty bodies and supervision"),
    "supervisory-body": N_("Treaty bodies and supervision"),
    "supervisory-responsibility": N_("Treaty bodies and supervision"),
    "conference-of-parties": N_("Treaty bodies and supervision"),
    "special-procedures": N_("Procedures of the Human Rights Council"),
    "special-procedure": N_("Procedures of the Human Rights Council"),
    "peer-review": N_("Procedures of the Human Rights Council"),
    "advisory-body": N_("Procedures of the Human Rights Council"),
    "complaint-procedure": N_("Procedures of the Human Rights Council"),
    "department": N_("Offices, programmes and agencies"),
    "programme-or-fund": N_("Offices, programmes and agencies"),
    "specialized-agency": N_("Offices, programmes and agencies"),
    "partner-organization": N_("Offices, programmes and agencies"),
    "research-institute": N_("Offices, programmes and agencies"),
    "inter-agency-group": N_("Coordination on migration"),
    "coordination-mechanism": N_("Coordination on migration"),
    "task-force": N_("Coordination on migration"),
    "high-level-event": N_("Forums on migration"),
    "governance-space": N_("Forums on migration"),
    "state-led-forum": N_("Forums on migration"),
    "regional-process": N_("Forums on migration"),
    "independent-commission": N_("Forums on migration"),
    "platform-proposed": N_("Forums on migration"),
    "regional-organization": N_("Regional organizations"),
}
"""Kind of mechanism -> the heading under which it stands, in the order of the page."""

CLUSTER_NAMES: Final = {
    "coordination": N_("Coordination"),
    "human-rights-council": N_("The Human Rights Council"),
    "indicators": N_("Indicators"),
    "platform": N_("A platform for deliberation"),
}
HORIZON_NAMES: Final = {
    "immediate": N_("at once"),
    "annual": N_("every year"),
    "medium-to-long-term": N_("in the medium to long term"),
}
"""When a recommendation is to be carried out."""


def kind_name(names: Mapping[str, str], kind: str) -> str:
    """The heading for `kind`; a kind that an edition of the catalogue brings anew stands under "Other"."""
    return names.get(kind, N_("Other"))
