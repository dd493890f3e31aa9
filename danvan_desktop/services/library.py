"""A clerk's data folder: opening it, starting reports in it, bringing them in and taking them out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from danvan_desktop.domain import report_json
from danvan_desktop.domain.office import FormatFamily
from danvan_desktop.domain.period import last_day
from danvan_desktop.domain.report import Period, Report
from danvan_desktop.errors import UserError
from danvan_desktop.files import read_file, replace_file
from danvan_desktop.layout.outline import Outline, new_report
from danvan_desktop.layout.profile import Profile, default_profile, profile
from danvan_desktop.paths import database_file, user_data_dir
from danvan_desktop.services.backup import refuse_lost
from danvan_desktop.services.data_place import current_place
from danvan_desktop.services.doctor import open_upgraded
from danvan_desktop.store.database import open_read_only
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.store.offices import StoredOffice
from danvan_desktop.wording import say


class Library:
    """An open data folder."""

    def __init__(self, data_dir: Path, drafts: Drafts) -> None:
        self.data_dir = data_dir
        self.drafts = drafts

    @property
    def first_run(self) -> bool:
        """Whether the clerk has not yet said who they are."""
        return not self.drafts.offices()

    def office(self, office_id: int | None) -> StoredOffice | None:
        """The stored office of this id, None when there is none."""
        return next((stored for stored in self.drafts.offices() if stored.id == office_id), None)

    def new_report(self, outline: Outline, office_id: int, period: Period, due: date | None = None) -> int:
        """Start a report from an outline with the office's standing facts; its id."""
        stored = self.office(office_id)
        if stored is None:
            raise UserError(say("store.no_office"), say("store.no_office_advice"))
        return self.drafts.create(new_report(outline, stored.office, period), office_id, due)

    def profile_for(self, report_id: int, report: Report, profile_id: str | None = None) -> Profile:
        """The layout rules of a stored report: those asked for, its own, or its office's by date."""
        stored = self.office(self.drafts.summary(report_id).office_id)
        return chosen_profile(report, profile_id, stored.office.family if stored else "party")

    def import_report_file(self, source: Path) -> int:
        """Store a report JSON file as an archived report; its id. Raises UserError, with nothing stored."""
        report = read_report(source)
        return self.drafts.create(report, None, status="issued", archived=True, source=source.name)

    def export_report_file(self, report_id: int, target: Path) -> None:
        """Write a stored report as report JSON."""
        replace_file(target, report_json.encode(self.drafts.load(report_id)))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written, because another program does or the folder does not allow it."""
        return self.drafts.database.read_only

    def close(self) -> None:
        """Close the database; the library is not used after."""
        self.drafts.database.close()


def open_library(data_dir: Path | None = None, *, read_only: bool = False, anew: bool = False) -> Library:
    """Open the data folder, the user's own by default, creating it when missing.

    A database of an older version is copied before it is brought up to date. With `read_only` nothing is
    created or changed, and every later attempt to write raises UserError. Raises UserError when the folder
    or the database in it cannot be used, or is lost though there are backups of it, unless the person chose
    to begin `anew`. It does not ask whether another program writes there: see
    `services.opening` and `services.single_writer`.
    """
    if read_only:
        folder = data_folder(data_dir)
        refuse_lost(folder)
        return Library(folder, Drafts(open_read_only(database_file(folder))))
    folder = made_folder(data_dir)
    if not anew:
        refuse_lost(folder)
    return Library(folder, Drafts(open_upgraded(folder)))


def data_folder(data_dir: Path | None = None) -> Path:
    """The folder the data are in: the one asked for or the user's own, or where it was moved to."""
    return current_place((data_dir or user_data_dir()).absolute())


def made_folder(data_dir: Path | None = None) -> Path:
    """The data folder, created when missing. Raises UserError when it cannot be."""
    folder = data_folder(data_dir)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(say("library.no_folder", folder=folder), say("library.no_folder_advice")) from error
    return folder


def read_report(source: Path) -> Report:
    """The report in a JSON file. Raises UserError, naming the file, for anything else."""
    data = read_file(source, report_json.MAX_BYTES)
    try:
        return report_json.decode(data)
    except UserError as error:
        raise UserError(
            say("library.in_file", name=source.name, message=error.message), error.advice
        ) from error


def chosen_profile(report: Report, profile_id: str | None = None, family: FormatFamily = "party") -> Profile:
    """The layout rules asked for, else the report's own, else those of the family in force at its date."""
    wanted = profile_id or report.profile
    return profile(wanted) if wanted else default_profile(family, report.date or last_day(report.period))
