"""What the rearrangement of 2025 says of one's own commune, filled into the table of merged units."""

from __future__ import annotations

from typing import Any

import msgspec
from shell_kit import Shell, child, when_asked

from danvan_desktop.services.unit_changes import read_unit_changes
from danvan_desktop.ui.main_window import MainWindow


def _open(shell: Shell, qtbot: Any, name: str) -> MainWindow:
    report_id = shell.with_report(shell.with_office())
    report = shell.drafts.load(report_id)
    issuer = msgspec.structs.replace(report.issuer, parent="ĐẢNG BỘ TỈNH GIA LAI", name=name)
    shell.drafts.save(report_id, msgspec.structs.replace(report, issuer=issuer))
    window: MainWindow = shell.open(qtbot)
    window.open_report(report_id)
    return window


def test_the_parts_of_one_s_own_commune_are_filled_in_and_kept(shell: Shell, qtbot) -> None:
    window = _open(shell, qtbot, "ĐẢNG ỦY XÃ BÌNH KHÊ")

    def fill(dialog: Any) -> None:
        offer = child(dialog, "units_offer")
        assert offer.isVisible()
        offer.click()
        assert not offer.isEnabled()
        assert child(dialog, "units_table").rowCount() == 1
        child(dialog, "units_keep").click()

    when_asked(fill)
    window.following.edit_units()
    (kept,) = read_unit_changes(shell.library.data_dir)
    assert (kept.new, kept.olds) == (
        "Đảng ủy xã Bình Khê",
        ("Đảng ủy xã Tây Thuận", "Đảng ủy xã Tây Giang"),
    )
    seen: list[bool] = []
    when_asked(lambda dialog: (seen.append(child(dialog, "units_offer").isVisible()), dialog.reject()))
    window.following.edit_units()
    assert seen == [False]


def test_nothing_is_offered_to_a_unit_the_table_does_not_have(shell: Shell, qtbot) -> None:
    window = _open(shell, qtbot, "ĐẢNG ỦY XÃ PHÚ LỘC HẠ")
    seen: list[bool] = []
    when_asked(lambda dialog: (seen.append(child(dialog, "units_offer").isVisible()), dialog.reject()))
    window.following.edit_units()
    assert seen == [False]
