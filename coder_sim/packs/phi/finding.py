"""What the identifier scan reports: a class and a place in the text."""

from dataclasses import dataclass
from enum import StrEnum


class IdentifierClass(StrEnum):
    """Kinds of identifier; when two overlap, the one that stands first here is kept."""

    EMAIL = "email"
    URL = "url"
    SSN = "ssn"
    LICENCE = "licence"
    PLAN = "plan"
    MRN = "mrn"
    FAX = "fax"
    PHONE = "phone"
    IP = "ip"
    VEHICLE = "vehicle"
    DEVICE = "device"
    ACCOUNT = "account"
    ZIP = "zip"
    STREET = "street"
    DATE = "date"
    AGE = "age"
    NAME = "name"
    OTHER = "other"


HARD = frozenset(
    {
        IdentifierClass.EMAIL,
        IdentifierClass.URL,
        IdentifierClass.SSN,
        IdentifierClass.LICENCE,
        IdentifierClass.PLAN,
        IdentifierClass.MRN,
        IdentifierClass.FAX,
        IdentifierClass.PHONE,
        IdentifierClass.IP,
        IdentifierClass.VEHICLE,
        IdentifierClass.DEVICE,
        IdentifierClass.ACCOUNT,
    }
)
"""Classes that point at one person by themselves: a pack is not built while one is unresolved."""


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """One find: ``text[start:end]``, in code points."""

    start: int
    end: int
    kind: IdentifierClass
