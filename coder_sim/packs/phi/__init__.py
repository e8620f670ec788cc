"""The identifier scan: finds what could name a real person in a text. It warns, it never certifies.

Rules of our own for the identifier classes of the Safe Harbor method (45 CFR 164.514(b)(2)).
"""

from coder_sim.packs.phi.finding import HARD, Identifier, IdentifierClass
from coder_sim.packs.phi.scan import scan

__all__ = ["HARD", "Identifier", "IdentifierClass", "scan"]
