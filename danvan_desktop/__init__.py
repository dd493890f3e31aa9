"""Báo cáo Dân vận: drafting of semi-annual work reports, offline, with Word output."""

__version__ = "0.1.0"
