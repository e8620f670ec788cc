"""The case-pack format, whole: read, check, lint, write; grading jobs and answer files too."""

from coder_sim.packs.archiving import archive
from coder_sim.packs.reader import Reading, Survey, identity, read, read_for_import, survey

__all__ = ["Reading", "Survey", "archive", "identity", "read", "read_for_import", "survey"]
