"""Blocks ↔ .docx, page images and PDF. The only package that knows Word files."""
