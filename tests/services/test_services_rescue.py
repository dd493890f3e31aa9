"""Words the data do not take are kept in files, in the first folder that takes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import report

from danvan_desktop.domain import report_json
from danvan_desktop.domain.plain_text import report_text
from danvan_desktop.errors import UserError
from danvan_desktop.services import rescue


def test_a_kept_report_can_be_read_and_taken_back(tmp_path: Path) -> None:
    words = rescue.keep_somewhere(report(note="giữ lấy"), [tmp_path / "không có", tmp_path])
    assert words is not None
    assert words.parent == tmp_path
    assert words.read_text("utf-8-sig").splitlines() == report_text(report(note="giữ lấy")).splitlines()
    assert report_json.decode(words.with_suffix(".json").read_bytes()) == report(note="giữ lấy")


def test_what_is_there_already_is_not_replaced(tmp_path: Path) -> None:
    kept = {rescue.keep_somewhere(report(note=note), [tmp_path]) for note in ("một", "hai")}
    assert len(kept) == 2
    assert len(list(tmp_path.iterdir())) == 4


def test_a_place_that_takes_only_one_of_the_two_is_left_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rescue.replace_file

    def small(target: Path, data: bytes, **named: object) -> None:
        if target.suffix == ".txt":
            raise UserError("Ổ đĩa đã đầy.")
        real(target, data, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(rescue, "replace_file", small)
    assert rescue.keep_somewhere(report(), [tmp_path]) is None
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "của tôi.json").write_text("có sẵn")
    with pytest.raises(UserError):
        rescue.write_beside_data(report(), tmp_path / "của tôi.json")
    assert (tmp_path / "của tôi.json").exists(), "what the person chose to replace is not taken away"


def test_documents_come_first_then_home_then_the_temporary(own_folders: Path) -> None:
    first, second, third = rescue.usual_places()
    assert first.parent == second == own_folders
    assert third.is_dir()
