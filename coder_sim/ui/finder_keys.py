"""The keys of the code finder and of the books beside it, for the cheat sheet."""

from coder_sim.ui.actions import ActionGroup
from coder_sim.ui.finder_verbs import HINTS
from coder_sim.ui.index_book import INDEX_HINTS
from coder_sim.ui.pcs_builder import BUILDER_HINTS
from coder_sim.ui.tabular_view import TABULAR_HINTS

FINDER_GROUPS = (
    ActionGroup("Code finder", (), HINTS),
    ActionGroup("Tabular List", (), TABULAR_HINTS),
    ActionGroup("Index books", (), INDEX_HINTS),
    ActionGroup("ICD-10-PCS tables", (), BUILDER_HINTS),
)
