"""Damage that a publisher's file can come with: truncated, mixed up, renamed or hostile."""

import random
import re
from collections.abc import Callable

from tests.library import import_samples, samples, samples_books

Mutation = Callable[[bytes], bytes]

TEXTS = {
    **{name: text.encode() for name, text in import_samples.TEXTS.items()},
    "cm-order": samples_books.CM_ORDER.encode(),
    "pcs-order": samples_books.PCS_ORDER.encode(),
    "cm-codes": samples_books.CM_CODES.encode(),
    "pcs-codes": samples_books.PCS_CODES.encode(),
}
XMLS = {
    "tabular": samples.TABULAR.encode(),
    "index": samples_books.INDEX.encode(),
    "external": samples_books.EXTERNAL.encode(),
    "neoplasms": samples_books.NEOPLASMS.encode(),
    "drugs": samples_books.DRUGS.encode(),
    "pcs-tables": samples_books.PCS_TABLES.encode(),
    "pcs-index": samples_books.PCS_INDEX.encode(),
    "pcs-definitions": samples_books.PCS_DEFINITIONS.encode(),
}


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _flipped(data: bytes) -> bytes:
    dice, content = random.Random(7), bytearray(data)
    for place in dice.sample(range(len(content)), min(20, len(content))):
        content[place] ^= 1 << dice.randrange(8)
    return bytes(content)


def _shuffled(data: bytes) -> bytes:
    lines = _lines(data)
    random.Random(3).shuffle(lines)
    return b"".join(lines)


def _columns_turned(data: bytes) -> bytes:
    return b"\n".join(b"\t".join(line.split(b"\t")[::-1]) for line in data.split(b"\n"))


ANY: dict[str, Mutation] = {
    "empty": lambda data: b"",
    "cut at a tenth": lambda data: data[: len(data) // 10],
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut at nine tenths": lambda data: data[: len(data) * 9 // 10],
    "last byte lost": lambda data: data[:-1],
    "first half lost": lambda data: data[len(data) // 2 :],
    "zeros in it": lambda data: data.replace(b" ", b"\0"),
    "zeros after it": lambda data: data + bytes(4096),
    "a sector of zeros": lambda data: data[:200] + bytes(512) + data[712:],
    "bits flipped": _flipped,
    "lines shuffled": _shuffled,
    "each line twice": lambda data: b"".join(line * 2 for line in _lines(data)),
    "file twice": lambda data: data + data,
    "a line lost": lambda data: b"".join(line for n, line in enumerate(_lines(data)) if n != 9),
    "columns turned round": _columns_turned,
    "letters for digits": lambda data: data.replace(b"0", b"O"),
    "digits of another script": lambda data: data.replace(b"1", "\u0661".encode()),
    "endless line": lambda data: data.replace(b"\n", b" ") * 2 + b"x" * 300_000,
    "quotes everywhere": lambda data: data.replace(b" ", b'"'),
    "escape codes": lambda data: data.replace(b"a", b"\x1b[2Ja"),
    "text turned round": lambda data: data.replace(b"e", "\u202ee".encode()),
    "no such encoding": lambda data: data.replace(b"e", b"\x81\x9d"),
    "as UTF-16 without a mark": lambda data: data.decode().encode("utf-16-le"),
    "as UTF-16, odd": lambda data: data.decode().encode("utf-16") + b"\0",
    "no ends of lines": lambda data: data.replace(b"\r", b"").replace(b"\n", b""),
    "begins as a zip": lambda data: b"PK\x03\x04" + data,
    "begins as a PDF": lambda data: b"%PDF-1.7\n" + data,
    "formulas": lambda data: data.replace(b"A", b"=HYPERLINK("),
    "another format after it": lambda data: data + import_samples.MUE.encode(),
    "another format before it": lambda data: import_samples.PTP.encode() + data,
}
XML: dict[str, Mutation] = {
    "a document type": lambda data: data.replace(b"?>", b"?><!DOCTYPE x [<!ENTITY a 'aa'>]>", 1),
    "an entity bomb": lambda data: data.replace(
        b"?>",
        b"?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>",
        1,
    ).replace(b"</title>", b"&b;</title>"),
    "a file of this machine": lambda data: data.replace(
        b"?>", b"?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", 1
    ),
    "an unknown entity": lambda data: data.replace(b"</", b"&nothing;</", 3),
    "elements 5,000 deep": lambda data: data.replace(
        b"<version>", b"<a>" * 5000 + b"</a>" * 5000 + b"<version>"
    ),
    "another root": lambda data: data.replace(b"ICD10", b"ICD11"),
    "a namespace": lambda data: data.replace(b">\n", b" xmlns='urn:x'>\n", 2),
    "no version": lambda data: re.sub(rb"<version>.*?</version>", b"", data),
    "a version in words": lambda data: re.sub(rb"<version>\d+", b"<version>next", data),
    "two roots": lambda data: data + b"<more/>",
    "no end": lambda data: data.rstrip().rpartition(b"</")[0],
    "attributes lost": lambda data: re.sub(rb'(<\w+) [^>]*?"(/?>)', rb"\1\2", data),
    "texts lost": lambda data: re.sub(rb">[^<>]+<", b"><", data),
    "codes of another set": lambda data: re.sub(rb">[A-Z]\d\d(\.\w+)?<", b">99213<", data),
    "other counts": lambda data: re.sub(rb'codes="\d+"', b'codes="7"', data),
    "counts of no sense": lambda data: re.sub(rb'="\d+"', b'="-9999999999999999999"', data),
    "a comment of a megabyte": lambda data: data.replace(
        b"<version>", b"<!--" + b"x" * 1_000_000 + b"--><version>"
    ),
    "an encoding that does not exist": lambda data: data.replace(b"utf-8", b"utf-99"),
}
