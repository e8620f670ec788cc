"""Where a coder has been in the Tabular List: back and forward, as in a browser."""

from coder_sim.domain.code_set import Code


class CodeTrail:
    """The codes looked at, with a place among them."""

    def __init__(self) -> None:
        self._codes: list[Code] = []
        self._at = -1

    def visit(self, code: Code) -> None:
        """Go to a code; what lay ahead is forgotten."""
        if self._at >= 0 and self._codes[self._at] == code:
            return
        self._codes[self._at + 1 :] = [code]
        self._at += 1

    def step(self, steps: int) -> Code | None:
        """Go back (-1) or forward (1); None where there is nothing that way."""
        if not 0 <= self._at + steps < len(self._codes):
            return None
        self._at += steps
        return self._codes[self._at]

    def clear(self) -> None:
        """Forget everything."""
        self._codes.clear()
        self._at = -1
