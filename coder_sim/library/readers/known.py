"""Every reader, in the order in which a file is offered to them: the most particular first."""

from collections.abc import Callable

from coder_sim.library.readers.catalog import HEAD_BYTES, Reader
from coder_sim.library.readers.cpt import (
    CPT_CLINICIAN,
    CPT_CONSUMER,
    CPT_LONG,
    CPT_MEDIUM,
    CPT_NUMBERED,
    CPT_SHORT,
)
from coder_sim.library.readers.drg_table import DRG_WEIGHTS
from coder_sim.library.readers.fees import FEES
from coder_sim.library.readers.hcpcs import HCPCS_FIXED, HCPCS_SHEET
from coder_sim.library.readers.icd_lists import CM_CODES, CM_ORDER, PCS_CODES, PCS_ORDER
from coder_sim.library.readers.index_book import (
    ALPHABETIC_INDEX,
    DRUG_TABLE,
    EXTERNAL_CAUSE_INDEX,
    NEOPLASM_TABLE,
)
from coder_sim.library.readers.ncci import MUE, NCCI_PTP
from coder_sim.library.readers.pcs_definitions import PCS_DEFINITIONS
from coder_sim.library.readers.pcs_index import PCS_INDEX
from coder_sim.library.readers.pcs_tables import PCS_TABLES
from coder_sim.library.readers.plain_list import PLAIN_LIST
from coder_sim.library.readers.poa_list import POA_EXEMPT
from coder_sim.library.readers.tabular import TABULAR
from coder_sim.library.readers.vocabularies import ATHENA, UMLS

READERS: tuple[Reader[object], ...] = (
    *(TABULAR, ALPHABETIC_INDEX, EXTERNAL_CAUSE_INDEX, NEOPLASM_TABLE, DRUG_TABLE),
    *(PCS_TABLES, PCS_INDEX, PCS_DEFINITIONS),
    *(POA_EXEMPT, DRG_WEIGHTS),
    *(CM_ORDER, PCS_ORDER, CM_CODES, PCS_CODES),
    *(HCPCS_FIXED, HCPCS_SHEET, NCCI_PTP, MUE, FEES, UMLS, ATHENA),
    *(CPT_CONSUMER, CPT_CLINICIAN, CPT_NUMBERED, CPT_LONG, CPT_MEDIUM, CPT_SHORT),
    PLAIN_LIST,
)


def reader_of(data: bytes) -> Reader[object] | None:
    """Return the reader that recognises a file, None where none does.

    Raises SourceError where the beginning of the file is reason to refuse it.
    """
    head = data[:HEAD_BYTES]
    return next((reader for reader in READERS if reader.recognises(head)), None)


def keeper_of(head: bytes) -> Callable[[bytes], bool] | None:
    """Return what tells which lines of a huge file are of use, None where all are."""
    reader = reader_of(head)
    return reader.keeps if reader else None
