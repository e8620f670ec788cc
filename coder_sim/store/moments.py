"""Points in time as stored: ISO 8601, UTC, of fixed length, so that text order is time order."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """Return an aware moment as stored text."""
    if moment.tzinfo is None:
        raise ValueError("a stored moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """Return the aware moment, UTC, of a stored text."""
    return datetime.fromisoformat(text)
