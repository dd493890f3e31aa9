"""The tasks of the last report and what became of them."""
