"""What Hypothesis calls when it is imported. A fault here would break every user of Hypothesis: one import, one call."""

__all__ = ["register"]


def register() -> None:
    """Tells Hypothesis of this library's types and profiles."""
    from xborder.testing._types import tell_hypothesis

    tell_hypothesis()
