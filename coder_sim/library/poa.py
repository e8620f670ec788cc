"""Approximate rules for codes exempt from POA reporting, in place of the publisher's list."""


def approximately_exempt(code: str) -> bool:
    """Tell whether an ICD-10-CM code is likely on the POA-exempt list."""
    return False
