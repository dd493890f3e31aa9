"""Which place of the window a widget stands in, and the commands that are of use there."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QWidget


class HelpPlace(msgspec.Struct, frozen=True):
    """A place with help of its own: the name of its texts, and of the commands whose keys are shown."""

    name: str
    commands: tuple[str, ...] = ()


_WRITING = (
    "editor_insert_phrase",
    "editor_next_blank",
    "editor_insert_figure",
    "editor_bold",
    "editor_italic",
    "editor_undo",
    "editor_section_after",
    "editor_check",
    "editor_beside",
    "editor_confirm_read",
)
_LISTING = (
    "editor_add_item",
    "editor_move_up",
    "editor_move_down",
    "editor_split_item",
    "editor_join_item",
    "editor_delete_item",
    "editor_insert_phrase",
    "editor_next_blank",
    "editor_undo",
)
_FACTS = ("editor_undo", "editor_section_after", "editor_find", "show_pages", "export_word")
_READING = ("show_history", "keep_named", "export_word", "print")

_PLACES: dict[str, HelpPlace] = {
    "home_page": HelpPlace("home", ("new_report", "next_report", "show_palette", "go_calendar")),
    "trash_list": HelpPlace("trash"),
    "calendar_page": HelpPlace("calendar", ("go_home",)),
    "offices_page": HelpPlace("offices", ("go_home",)),
    "outline": HelpPlace(
        "outline", ("editor_go_outline", "editor_section_before", "editor_section_after", "fold_outline")
    ),
    "form_head": HelpPlace("head", _FACTS),
    "form_signing": HelpPlace("signing", ("editor_add_item", "editor_move_up", "editor_move_down", *_FACTS)),
    "form_opening": HelpPlace("opening", _WRITING),
    "form_text": HelpPlace("text", _WRITING),
    "form_list": HelpPlace("list", _LISTING),
    "form_limitations": HelpPlace("limitations", _LISTING),
    "form_tasks": HelpPlace("tasks", _LISTING),
    "form_proposals": HelpPlace("proposals", _LISTING),
    "form_figures": HelpPlace(
        "figures", ("editor_add_item", "editor_move_up", "editor_delete_item", "editor_confirm_read")
    ),
    "form_ledger": HelpPlace("ledger", ("editor_put_promise", "editor_undo")),
    "find_bar": HelpPlace("find", ("editor_find", "editor_find_next", "editor_find_previous")),
    "beside_pane": HelpPlace("beside", ("editor_beside", "editor_confirm_read", "editor_confirm_section")),
    "findings_panel": HelpPlace("findings", ("editor_check", "editor_next_finding", "editor_next_blank")),
    "next_summary": HelpPlace("summary", ("editor_check", "editor_beside")),
    "pages_pane": HelpPlace("pages", ("show_pages", "export_word", "export_pdf", "print")),
    "history_panel": HelpPlace("history", _READING),
    "reading_page": HelpPlace("reading", _READING),
    "main_window": HelpPlace("window", ("show_palette", "go_home", "go_desk", "go_calendar", "go_offices")),
    "new_report_dialog": HelpPlace("new_report"),
    "export_dialog": HelpPlace("export"),
    "pdf_dialog": HelpPlace("pdf"),
    "issue_dialog": HelpPlace("issue"),
    "backups_dialog": HelpPlace("backups"),
    "compare_dialog": HelpPlace("compare"),
    "returned_dialog": HelpPlace("returned"),
    "outline_dialog": HelpPlace("own_outline"),
    "units_dialog": HelpPlace("units"),
    "purged_dialog": HelpPlace("purged"),
}


def place_of(widget: QWidget | None) -> HelpPlace | None:
    """The nearest place around a widget; None where there is no help."""
    while widget is not None:
        if found := _PLACES.get(widget.objectName()):
            return found
        widget = widget.parentWidget()
    return None
