"""Seeded drill charts whose key follows from the scenario by rule."""

from coder_sim.scenarios.chart import VERSION, case_of
from coder_sim.scenarios.families import FAMILIES, family
from coder_sim.scenarios.files import is_drill, members, pack_id
from coder_sim.scenarios.parts import Family

__all__ = ["FAMILIES", "VERSION", "Family", "case_of", "family", "is_drill", "members", "pack_id"]
