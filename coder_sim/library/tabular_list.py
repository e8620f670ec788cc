"""The Tabular List as a tree, read a level at a time; services by their first characters."""

from datetime import date
from functools import lru_cache

from coder_sim.domain.code_set import Code, System
from coder_sim.domain.tabular import TabularNode
from coder_sim.library.tables import Block, Tables

_PREFIX = {System.HCPCS: 1, System.CPT: 2}
"""First characters that services are grouped by."""
_NO_PLACE = 0
_CACHED = 512


class TabularList:
    """The trees of an open library.db; satisfies ``domain.facts.TabularTree``."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._groups = lru_cache(len(System))(self._read_groups)
        self._categories = lru_cache(_CACHED)(self._read_categories)

    def top(self, system: System, on: date) -> tuple[TabularNode, ...]:
        """Return the outermost level: chapters, or groups of services; none of ICD-10-PCS."""
        if system is System.ICD10CM:
            return tuple(_of_block(block) for block in self._tables.blocks_below(None))
        return self._groups(system)

    def below(self, node: TabularNode, on: date) -> tuple[TabularNode, ...]:
        """Return what stands right below a node and is in force on the day, in order."""
        if node.code is not None:
            codes = self._tables.below(node.system, node.code.code)
        elif node.system is System.ICD10CM:
            blocks = self._tables.blocks_below(node.place)
            if blocks:
                return tuple(_of_block(block) for block in blocks)
            codes = self._categories(node.place)
        else:
            codes = self._tables.beginning(node.system, node.name)
        return tuple(_of_code(code) for code in codes if code.valid_on(on))

    def path(self, system: System, code: str, on: date) -> tuple[TabularNode, ...]:
        """Return the nodes from the outermost down to a code; none for an unknown one."""
        lineage = self._tables.lineage(system, code, on)
        if not lineage:
            return ()
        codes = [_of_code(row.value) for row in reversed(lineage)]
        if system is System.ICD10CM:
            around = self._tables.around(lineage[0])
            return (*(_of_block(block) for block in reversed(around)), *codes)
        group = [node for node in self._groups(system) if code.startswith(node.name)]
        return (*group, *codes)

    def _read_groups(self, system: System) -> tuple[TabularNode, ...]:
        length = _PREFIX.get(system)
        if length is None:
            return ()
        return tuple(
            TabularNode(system, prefix, f"{system} codes that begin with {prefix}", _NO_PLACE)
            for prefix in self._tables.prefixes(system, length)
        )

    def _read_categories(self, block: int) -> tuple[Code, ...]:
        return self._tables.categories(block)


def _of_block(block: Block) -> TabularNode:
    name = block.name[0].upper() + block.name[1:]
    title = block.title.removesuffix(f"({block.name})").rstrip()
    return TabularNode(System.ICD10CM, name, title, block.id)


def _of_code(code: Code) -> TabularNode:
    return TabularNode(code.system, code.display, code.title, _NO_PLACE, code)
