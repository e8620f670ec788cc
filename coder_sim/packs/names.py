"""Names that are safe on every system: of members in a pack, and of ids that become files."""

from collections.abc import Iterable

from coder_sim.packs.limits import PATH_BYTES, PATH_DEPTH

PACK_FILE = "pack.json"
MANIFEST_FILE = "manifest.json"
CASE_FILE = "case.json"
KEY_FILE = "key.json"
SEALED_FILE = "key.sealed"
CASES = "cases"
DOCUMENT_ENDING = ".txt"

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
_FORBIDDEN = frozenset('\\:*?"<>|')


def member(case: str, file: str) -> str:
    """Return the path of a case's file in its pack."""
    return f"{CASES}/{case}/{file}"


def is_device(name: str) -> bool:
    """Tell whether Windows takes a name for a device, whatever its ending."""
    return name.split(".")[0].casefold() in _DEVICES


def name_fault(path: str) -> str:
    """Say why a member's path cannot be taken; "" if it can."""
    if len(path.encode("utf-8", "surrogatepass")) > PATH_BYTES:
        return f"Its path is longer than {PATH_BYTES} bytes"
    if not path.isascii() or not path.isprintable():
        return "Its name has characters other than plain letters, digits and signs"
    parts = path.split("/")
    if len(parts) > PATH_DEPTH:
        return f"It lies more than {PATH_DEPTH} folders deep"
    if any(part in ("", ".", "..") for part in parts):
        return "Its path leads out of the pack or nowhere"
    if any(_FORBIDDEN & set(part) or part[-1] in " ." for part in parts):
        return "Its name cannot be used on every system"
    if any(is_device(part) for part in parts):
        return "Its name is a device on Windows"
    return ""


def clashes(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths that differ from an earlier one only in capital letters, or not at all."""
    seen: set[str] = set()
    clashing = []
    for path in paths:
        folded = path.casefold()
        if folded in seen:
            clashing.append(path)
        seen.add(folded)
    return tuple(clashing)
