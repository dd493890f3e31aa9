"""Drafts in SQLite. The only package that knows SQL."""
