"""The two kinds of failure: something the person can mend, or a bug of ours (any other exception)."""

from __future__ import annotations


class UserError(Exception):
    """Something outside the program is in the way, and the person can do something about it.

    `message` says what happened and `advice` what to do, each one Vietnamese sentence.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()
