"""How many examples a thorough hypothesis test tries: more of them in ``make fuzz``."""

import os


def examples(usual: int) -> int:
    """Return the number asked for by the run, or the usual one."""
    return int(os.environ.get("CODER_SIM_EXAMPLES", usual))
