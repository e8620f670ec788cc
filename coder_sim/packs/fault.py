"""A fault inside one file, before the file and the case are known."""

from dataclasses import dataclass, replace

from coder_sim.errors import Problem


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a field, and what to do; becomes a Problem once its file is known."""

    field: str
    what: str
    todo: str = ""
    waits: bool = False
    """Gone once a licensed code set is imported: no reason to keep the pack off the shelf."""

    def below(self, prefix: str) -> "Fault":
        """Return the fault as seen from the part that holds it at ``prefix``."""
        joint = "." if prefix and self.field and not self.field.startswith("[") else ""
        return replace(self, field=f"{prefix}{joint}{self.field}")

    def problem(self, *, file: str, case: str = "") -> Problem:
        """Return the fault as a problem of a file."""
        return Problem(what=self.what, file=file, case=case, field=self.field, todo=self.todo)


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault that a strict reader of a key finds; a mild one is only a warning."""

    fault: Fault
    mild: bool = False

    def below(self, prefix: str) -> "Remark":
        """Return the remark as seen from the part that holds it at ``prefix``."""
        return replace(self, fault=self.fault.below(prefix))
