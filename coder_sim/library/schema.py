"""The shape of library.db and of the index file beside it: what a build writes, lookups read."""

from pathlib import Path

SCHEMA_VERSION = 1
"""Goes up with every change to TABLES or to what a build writes into them."""

TABLES = """
-- One row each: 'schema', 'stamp' (hash of sources and schema; the index file carries the same),
-- 'grouper' (1 where validity by date came from the MCE tables).
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Days are proleptic ordinals (date.toordinal) everywhere; date.max stands for "none set".
-- system is the value of domain.code_set.System ('ICD-10-CM', 'ICD-10-PCS', 'CPT', 'HCPCS').
CREATE TABLE edition (
    system TEXT NOT NULL, name TEXT NOT NULL,
    effective_from INTEGER NOT NULL, effective_to INTEGER NOT NULL,
    source TEXT NOT NULL, codes INTEGER NOT NULL
);

-- Chapters and sections of the Tabular List, in its order. 'chapter 9' / 'I10-I1A'.
-- parent: the chapter of a section, or a wider section that holds no categories of its own.
CREATE TABLE block (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, parent INTEGER
);

-- Every code and heading. ids are dense from 1: ICD-10-CM in tabular order (a heading right
-- before what is below it), then ICD-10-PCS, HCPCS and CPT by code.
-- code: normal form. parent: id of the heading right above (NULL for categories and for
-- all other systems). block: innermost section (ICD-10-CM only).
-- title: full title, that of a 7th-character code included.
CREATE TABLE code (
    id INTEGER PRIMARY KEY, system TEXT NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL,
    billable INTEGER NOT NULL, parent INTEGER, block INTEGER,
    valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL
);

-- Instructional notes where they stand, in order (id). Exactly one of code and block is set.
-- kind: value of domain.code_set.NoteKind ('inclusion term' for synonyms of a title).
-- text: the lines of one block, joined by a line end.
CREATE TABLE note (
    id INTEGER PRIMARY KEY, code INTEGER, block INTEGER, kind TEXT NOT NULL, text TEXT NOT NULL
);

-- 7th characters at the heading that defines them (id = order).
CREATE TABLE seventh (
    id INTEGER PRIMARY KEY, code INTEGER NOT NULL, character TEXT NOT NULL, meaning TEXT NOT NULL
);

-- systems: System values joined by '|'.
CREATE TABLE modifier (
    code TEXT PRIMARY KEY, meaning TEXT NOT NULL, systems TEXT NOT NULL
) WITHOUT ROWID;

-- Short lists of claim values: kind 'place of service' or 'discharge status'.
CREATE TABLE claim_value (
    kind TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (kind, code)
) WITHOUT ROWID;
"""

INDEXES = """
CREATE UNIQUE INDEX code_by_code ON code (system, code);
CREATE INDEX code_by_parent ON code (parent) WHERE parent IS NOT NULL;
CREATE INDEX note_by_code ON note (code) WHERE code IS NOT NULL;
CREATE INDEX note_by_block ON note (block) WHERE block IS NOT NULL;
CREATE INDEX seventh_by_code ON seventh (code);
"""


def index_file(database: Path) -> Path:
    """Return where the search index of a library stands: beside its database.

    ``index_build.build_index`` writes it from the finished database in a scratch folder; both
    are then moved into place. It carries the database's stamp: another one is of another build.
    """
    return database.with_suffix(".idx")
