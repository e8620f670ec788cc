"""Runs migrations on the connection it is handed, inside the transaction already open."""

from alembic import context

from coder_sim.store.rows import BaseRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=BaseRow.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
