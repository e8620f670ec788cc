"""Where one sentence ends and the next begins."""

import re

SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
