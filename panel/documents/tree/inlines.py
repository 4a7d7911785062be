"""Inlines: what stands within a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from panel.documents.tree.characters import Direction, check_language, is_address, printable


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words; its language and direction, where they differ from those of the block."""

    text: str
    language: str | None = None
    direction: Direction | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        check_language(self.language)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with emphasis: printed in italics."""

    inlines: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words with strong importance: printed bold."""

    inlines: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address (`is_address`); a `#fragment` must be the anchor of a block of the same
    document."""

    href: str
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        if not is_address(self.href):
            raise ValueError(f"not an address a document may link to: {self.href!r}")


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, at the place in the text where its mark stands. Writers number notes in the order of the
    text."""

    inlines: "tuple[Inline, ...]"

    def __post_init__(self) -> None:
        if any(isinstance(inline, Footnote) for inline in inlines_within(self.inlines)):
            raise ValueError("a footnote holds no footnote")


Inline: TypeAlias = Text | Emphasis | Strong | Link | Break | Footnote


def plain(inlines: tuple[Inline, ...]) -> str:
    """Return the words of `inlines` without their marks and notes."""
    words: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text=text) | Link(text=text):
                words.append(text)
            case Emphasis(inlines=within) | Strong(inlines=within):
                words.append(plain(within))
            case Break():
                words.append("\n")
            case Footnote():
                pass
    return "".join(words)


def inlines_within(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield `inlines` and all they hold, in the order of the text."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | Footnote):
            yield from inlines_within(inline.inlines)
