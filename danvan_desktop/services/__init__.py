"""Use cases over the store and the writer. No widgets."""
