"""What can be said to have happened to the catalogue. That a norm was attached is said by what it was attached to."""

from dataclasses import dataclass

from panel.record.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntered(Fact):
    """An edition of the catalogue was taken over. Subject: `catalogue:norms`.

    `digest` is the SHA-256 of all it contains; `instruments` and `provisions` are how many it holds.
    """

    digest: str
    instruments: int
    provisions: int
