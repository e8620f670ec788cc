"""Every reader, in the order in which a file is offered to them: the most particular first."""

from coder_sim.library.readers.catalog import HEAD_BYTES, Reader
from coder_sim.library.readers.tabular import TABULAR

READERS: tuple[Reader[object], ...] = (TABULAR,)


def reader_of(data: bytes) -> Reader[object] | None:
    """Return the reader that recognises a file, None where none does.

    Raises SourceError where the beginning of the file is reason to refuse it.
    """
    head = data[:HEAD_BYTES]
    return next((reader for reader in READERS if reader.recognises(head)), None)
