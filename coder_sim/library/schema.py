"""The shape of library.db and of the index file beside it: what a build writes, lookups read."""

from pathlib import Path

SCHEMA_VERSION = 4
"""Goes up with every change to TABLES or to what a build writes into them."""

TABLES = """
-- One row each: 'schema', 'stamp' (hash of sources and schema; the index file carries the same),
-- 'signature' (names, sizes and times of the sources), 'left_out' (imported sources that cannot
-- be read any more, a line each), 'grouper' (1 where validity came from the MCE tables).
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
-- A code whose title, place or level changed from one loaded edition to the next has one row
-- for each stretch of days; their days never overlap and the newest has the highest id.
-- code: normal form. parent: id of the heading right above, in the newest edition that has the
-- code (NULL for categories and for all other systems); where that heading has several rows,
-- its newest. block: innermost section (ICD-10-CM only).
-- title: full title, that of a 7th-character code included.
CREATE TABLE code (
    id INTEGER PRIMARY KEY, system TEXT NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL,
    billable INTEGER NOT NULL, parent INTEGER, block INTEGER,
    valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL
);

-- Instructional notes where they stand, in order (id). Exactly one of code and block is set;
-- of a code with several rows it is the newest. They hold from valid_from to valid_to.
-- kind: value of domain.code_set.NoteKind ('inclusion term' for synonyms of a title).
-- text: the lines of one block, joined by a line end.
CREATE TABLE note (
    id INTEGER PRIMARY KEY, code INTEGER, block INTEGER, kind TEXT NOT NULL, text TEXT NOT NULL,
    valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL
);

-- 7th characters at the heading that defines them (id = order), as with notes.
CREATE TABLE seventh (
    id INTEGER PRIMARY KEY, code INTEGER NOT NULL, character TEXT NOT NULL, meaning TEXT NOT NULL,
    valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL
);

-- systems: System values joined by '|'.
CREATE TABLE modifier (
    code TEXT PRIMARY KEY, meaning TEXT NOT NULL, systems TEXT NOT NULL,
    valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL
) WITHOUT ROWID;

-- Imported titles of CPT and HCPCS codes beside the one in 'code'. kind: long, medium, short,
-- consumer, clinician.
CREATE TABLE service_title (
    system TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL
);

-- Medicare's coverage code and pricing indicators (joined by '|') of HCPCS codes.
CREATE TABLE coverage (
    code TEXT PRIMARY KEY, coverage TEXT NOT NULL, pricing TEXT NOT NULL
) WITHOUT ROWID;

-- NCCI: column 2 is not paid beside column 1. indicator: 0 no modifier helps, 1 one may,
-- 9 no edit. rationale: number in ptp_rationale.
CREATE TABLE ptp (
    column1 TEXT NOT NULL, column2 TEXT NOT NULL, valid_from INTEGER NOT NULL,
    valid_to INTEGER NOT NULL, indicator INTEGER NOT NULL, rationale INTEGER NOT NULL,
    PRIMARY KEY (column1, column2, valid_from)
) WITHOUT ROWID;
CREATE TABLE ptp_rationale (number INTEGER PRIMARY KEY, text TEXT NOT NULL);

-- Most units (MUE). setting: value of domain.code_edits.MueSetting. indicator: 1 by claim line,
-- 2 by day and absolute, 3 by day and clinical.
CREATE TABLE mue (
    code TEXT NOT NULL, setting TEXT NOT NULL, units INTEGER NOT NULL,
    indicator INTEGER NOT NULL, rationale TEXT NOT NULL, PRIMARY KEY (code, setting)
) WITHOUT ROWID;

-- Short lists of claim values: kind 'place of service' or 'discharge status'.
CREATE TABLE claim_value (
    kind TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (kind, code)
) WITHOUT ROWID;

-- Imported lists and books beside the code sets. kind: value of domain.books.Book, or
-- of readers.catalog.SourceKind for tables, definitions and lists.
CREATE TABLE reference (
    kind TEXT NOT NULL, name TEXT NOT NULL,
    effective_from INTEGER NOT NULL, effective_to INTEGER NOT NULL,
    source TEXT NOT NULL, entries INTEGER NOT NULL, PRIMARY KEY (kind, effective_from)
) WITHOUT ROWID;

-- Entries of the index books, of each book the newest imported edition. ids are dense, book by
-- book in printed order: an entry right before what is below it; last: id of the last of these
-- (its own where nothing is), so that a whole entry is "id BETWEEN id AND last".
-- book: value of domain.books.Book. parent: NULL for main terms, which have level 0.
-- letter: the heading it stands under. title: without nonessential modifiers; "" where only a
-- reference stands there. modifiers: the nonessential ones with their parentheses.
-- printed: title with its modifiers, "" where that is title, space, modifiers.
-- path: titles from the main term down, joined by ", ".
-- code: as printed, with dot; it may end in "-" (more characters follow), and in ICD-10-PCS be
-- the first 3 to 6 characters. manifestation: the second code, printed in brackets.
-- see_category: "see category"; use: words of an ICD-10-PCS table. "" for what is absent.
CREATE TABLE index_entry (
    id INTEGER PRIMARY KEY, book TEXT NOT NULL, parent INTEGER, last INTEGER NOT NULL,
    level INTEGER NOT NULL, letter TEXT NOT NULL, title TEXT NOT NULL, modifiers TEXT NOT NULL,
    printed TEXT NOT NULL, path TEXT NOT NULL, code TEXT NOT NULL, manifestation TEXT NOT NULL,
    see TEXT NOT NULL, see_also TEXT NOT NULL, see_category TEXT NOT NULL, use TEXT NOT NULL,
    note TEXT NOT NULL
);

-- Codes in the columns of the neoplasm and drug tables: columns 2 to 7, named by
-- domain.books.columns. A column without a code ("-" or "--" in print) has no row.
CREATE TABLE index_cell (
    entry INTEGER NOT NULL, column INTEGER NOT NULL, code TEXT NOT NULL,
    PRIMARY KEY (entry, column)
) WITHOUT ROWID;

-- ICD-10-PCS tables of each imported edition. code: first three characters. names: those of its
-- seven axes, joined by '|'. labels: of the first three. definition: of the operation, or "".
CREATE TABLE pcs_table (
    id INTEGER PRIMARY KEY, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL,
    code TEXT NOT NULL, names TEXT NOT NULL,
    section TEXT NOT NULL, body_system TEXT NOT NULL, operation TEXT NOT NULL,
    definition TEXT NOT NULL
);

-- A row of such a table: every combination of its values makes a code, codes in all.
CREATE TABLE pcs_row (id INTEGER PRIMARY KEY, pcs_table INTEGER NOT NULL, codes INTEGER NOT NULL);

-- Values of the axes 4 to 7 of a row. One value may have several labels within one table.
CREATE TABLE pcs_value (
    pcs_row INTEGER NOT NULL, position INTEGER NOT NULL, value TEXT NOT NULL,
    label TEXT NOT NULL, PRIMARY KEY (pcs_row, position, value)
) WITHOUT ROWID;

-- ICD-10-PCS definitions, one row for each label they are given for, in order.
-- includes: words that mean the same, joined by a line end.
CREATE TABLE pcs_definition (
    id INTEGER PRIMARY KEY, section TEXT NOT NULL, position INTEGER NOT NULL,
    label TEXT NOT NULL, definition TEXT NOT NULL, explanation TEXT NOT NULL,
    includes TEXT NOT NULL
);

-- Specific devices and the broader value that stands for them where a table lacks them.
-- operation and body_system: labels, or "All applicable".
CREATE TABLE pcs_device (
    device TEXT NOT NULL, operation TEXT NOT NULL, body_system TEXT NOT NULL,
    value TEXT NOT NULL, label TEXT NOT NULL
);

-- Diagnosis codes exempt from POA reporting, in the days of the list they stand in.
CREATE TABLE poa_exempt (
    code TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL,
    PRIMARY KEY (code, valid_from)
) WITHOUT ROWID;

-- MS-DRG Table 5. weight: relative weight before the cap; lengths of stay in days.
CREATE TABLE drg_weight (
    drg INTEGER NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL,
    title TEXT NOT NULL, weight REAL NOT NULL, geometric_days REAL, arithmetic_days REAL,
    PRIMARY KEY (drg, valid_from)
) WITHOUT ROWID;
"""

INDEXES = """
CREATE UNIQUE INDEX code_by_code ON code (system, code, valid_from);
CREATE INDEX code_by_parent ON code (parent) WHERE parent IS NOT NULL;
CREATE INDEX note_by_code ON note (code) WHERE code IS NOT NULL;
CREATE INDEX note_by_block ON note (block) WHERE block IS NOT NULL;
CREATE INDEX seventh_by_code ON seventh (code);
CREATE INDEX service_title_by_code ON service_title (code);
CREATE INDEX main_term ON index_entry (book, title COLLATE NOCASE) WHERE parent IS NULL;
CREATE INDEX entry_by_parent ON index_entry (parent) WHERE parent IS NOT NULL;
CREATE INDEX entry_by_code ON index_entry (code) WHERE code <> '';
CREATE INDEX cell_by_code ON index_cell (code);
CREATE INDEX pcs_table_by_code ON pcs_table (code);
CREATE INDEX pcs_row_by_table ON pcs_row (pcs_table);
CREATE INDEX pcs_definition_by_label ON pcs_definition (label, position);
"""


def index_file(database: Path) -> Path:
    """Return where the search index of a library stands: beside its database.

    ``index_build.build_index`` writes it from the finished database in a scratch folder; both
    are then moved into place. It carries the database's stamp: another one is of another build.
    """
    return database.with_suffix(".idx")
