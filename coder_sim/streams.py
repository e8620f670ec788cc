"""The standard streams, made usable whatever the program was started from."""

import errno
import os
import sys

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


def prepare() -> None:
    """Open streams that are closed on nothing; read UTF-8; show "?" for what cannot be shown."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Closed by the shell, or started on Windows without a console.
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        # What is read is JSON, which is UTF-8 whatever the locale says.
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def reader_left(error: BaseException) -> bool:
    """Tell whether printing failed because nobody reads any more: ``coder-sim ... | head``."""
    if not isinstance(error, OSError):
        return False
    # Windows has no word of its own for it.
    invalid = os.name == "nt" and error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or invalid


def lost(error: BaseException) -> bool:
    """Tell whether printing failed: nobody reads, or the disk behind stdout is full or broken."""
    no_room = isinstance(error, OSError) and error.errno in _NO_ROOM and error.filename is None
    return no_room or reader_left(error)


def give_up() -> None:
    """Send what is still to be printed nowhere, so that the interpreter can end in peace."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
