"""Limits on what is read from outside; every refusal names the one that was passed."""

KIB = 1024
MIB = 1024 * KIB

CONTAINER_BYTES = 64 * MIB
CONTAINER_MEMBERS = 60_000
MEMBER_BYTES = 6 * MIB
TOTAL_BYTES = 256 * MIB
RATIO = 200
"""How many times larger than its packed form a member may be, once it is above RATIO_FROM."""
RATIO_FROM = 64 * KIB
PATH_BYTES = 200
PATH_DEPTH = 6

JSON_DEPTH = 20
JSON_STRING = 8_000
"""Longest text in JSON; fields without a limit of their own take TEXT."""
JSON_VALUES = 250_000
"""Values of one pack file: what is parsed takes up to a hundred times the room of its text."""
JOB_VALUES = 3_000_000
"""Values of one grading job."""
JSON_NUMBER = 20
"""Digits of one number as written, those of its exponent included."""
TEXT = 2_000
LIST = 500

ANSWERS = 10_000
"""Answers of one grading job."""

PROBLEMS = 200
"""Problems told of one file; a file with more is hardly meant to be read."""

DOCUMENT_CHARACTERS = 400_000
DOCUMENT_LINE = 20_000
