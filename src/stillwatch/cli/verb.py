"""What the command line needs to know of one verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """``command`` is a function whose signature typer reads; ``examples`` end its help, a line each."""

    name: str
    command: Callable[..., None]
    examples: tuple[str, ...]

    @property
    def epilog(self) -> str:
        """The examples as a block that the help leaves unwrapped."""
        return unwrapped("Examples:", self.examples)


def unwrapped(title: str, lines: Sequence[str]) -> str:
    """A titled block of a help text that is printed line by line, not as a paragraph."""
    return "\n".join(("\b", title, *(f"  {line}" for line in lines)))
