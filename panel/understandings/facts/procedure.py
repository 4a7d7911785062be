"""What can happen to the rules of procedure."""

from dataclasses import dataclass

from panel.record.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesAdopted(Fact):
    """A version of the rules of procedure was adopted. Subject: `rules:<version>`."""

    version: int
    content: str
