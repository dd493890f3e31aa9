"""Drafts stored before the reader of files bounded numbers and dates still open."""

from __future__ import annotations

from datetime import date

import msgspec
from invented import report

from danvan_desktop.store.parts import join, split


def test_a_stored_number_or_date_no_file_may_have_still_opens() -> None:
    odd = msgspec.structs.replace(report(), number=0, date=date(1, 1, 1))
    assert join(split(odd)) == odd
