"""Prints, in a process of its own, all that simple-icd-10-cm says of each node, as JSON lines."""

import json
import sys

import simple_icd_10_cm as other  # type: ignore[import-untyped]

for node in dict.fromkeys(other.get_all_codes(with_dots=True)):
    sys.stdout.write(
        json.dumps(
            [
                node,
                other.get_description(node),
                other.get_parent(node),
                other.get_children(node),
                other.get_inclusion_term(node),
                other.get_includes(node),
                other.get_excludes1(node),
                other.get_excludes2(node),
                other.get_code_first(node),
                other.get_use_additional_code(node),
                other.get_code_also(node),
                other.is_leaf(node),
                other.is_chapter(node),
                other.is_block(node),
            ]
        )
        + "\n"
    )
