"""Beginning the next period's report."""
