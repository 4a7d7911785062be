"""Shape of what is entered about sessions. Times are typed in Geneva time, where the Panel sits."""

from datetime import datetime

from panel.ui.page import GENEVA


def instant(typed: datetime) -> datetime:
    """Return the instant meant by a time typed in Geneva time."""
    return typed.replace(tzinfo=GENEVA)
