"""The reports an office owes."""
