"""The best one-to-one pairing of key lines with answer lines: exact and deterministic.

Rows are key lines in key order, columns are answer lines by rank. Of all pairings with the
greatest sum, the one is chosen in which row 0 has the lowest column, then row 1, and so on.
"""

from collections.abc import Mapping

Edges = Mapping[tuple[int, int], int]
"""Worth of each possible pair, by (row, column); whole numbers above zero."""


def best_pairing(edges: Edges) -> dict[int, int]:
    """Return column by row of the best pairing; rows and columns without partner are absent."""
    pairing: dict[int, int] = {}
    for component in _components(edges):
        pairing.update(_solve(component))
    return pairing


def _components(edges: Edges) -> list[dict[tuple[int, int], int]]:
    """Split the pairs into groups that share no line: each can be solved by itself."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row, column in edges:
        parent[root(("row", row))] = root(("column", column))
    groups: dict[tuple[str, int], dict[tuple[int, int], int]] = {}
    for (row, column), worth in edges.items():
        groups.setdefault(root(("row", row)), {})[row, column] = worth
    return list(groups.values())


def _solve(edges: dict[tuple[int, int], int]) -> dict[int, int]:
    if len(edges) == 1:
        ((row, column),) = edges
        return {row: column}
    rows = sorted({row for row, _ in edges})
    columns = sorted({column for _, column in edges})
    costs = _costs(edges, rows, columns)
    chosen = _hungarian(costs)
    return {
        rows[i]: columns[j]
        for i, j in enumerate(chosen)
        if j < len(columns) and (rows[i], columns[j]) in edges
    }


def _costs(edges: Edges, rows: list[int], columns: list[int]) -> list[list[int]]:
    """Return a cost matrix whose one optimum is the pairing wanted.

    Each row's place in the order of preference becomes a digit below the worth, the first
    row's digit being the highest, so that ties are broken within the one minimisation.
    """
    base = len(columns) + 1
    unit = base ** len(rows)
    width = max(len(columns), len(rows))
    costs = []
    for i, row in enumerate(rows):
        digit = base ** (len(rows) - 1 - i)
        line = [0] * width
        for j, column in enumerate(columns):
            worth = edges.get((row, column))
            if worth is not None:
                line[j] = -(worth * unit + (len(columns) - j) * digit)
        costs.append(line)
    return costs


def _hungarian(costs: list[list[int]]) -> list[int]:
    """Return the column of each row in the assignment of least cost (rows <= columns)."""
    n, m = len(costs), len(costs[0])
    row_price, column_price = [0] * (n + 1), [0] * (m + 1)
    owner = [0] * (m + 1)
    for row in range(1, n + 1):
        owner[0] = row
        _augment(costs, owner, row_price, column_price)
    chosen = [0] * n
    for column in range(1, m + 1):
        if owner[column]:
            chosen[owner[column] - 1] = column - 1
    return chosen


def _augment(
    costs: list[list[int]], owner: list[int], row_price: list[int], column_price: list[int]
) -> None:
    """Give the row at ``owner[0]`` a column along a shortest path, updating prices."""
    width = len(owner)
    slack: list[int | None] = [None] * width
    back = [0] * width
    free = list(range(1, width))
    done = [0]
    here = 0
    while owner[here]:
        row = owner[here]
        line, price = costs[row - 1], row_price[row]
        best, delta = 0, None
        for column in free:
            now = line[column - 1] - price - column_price[column]
            known = slack[column]
            if known is None or now < known:
                slack[column] = known = now
                back[column] = here
            if delta is None or known < delta:
                best, delta = column, known
        shift = delta or 0
        for column in done:
            row_price[owner[column]] += shift
            column_price[column] -= shift
        for column in free:
            slack[column] = (slack[column] or 0) - shift
        here = best
        free.remove(best)
        done.append(best)
    while here:
        owner[here] = owner[back[here]]
        here = back[here]
