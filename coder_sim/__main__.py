"""Lets ``python -m coder_sim`` do what the ``coder-sim`` command does."""

import sys

from coder_sim.cli import main

if __name__ == "__main__":
    sys.exit(main())
