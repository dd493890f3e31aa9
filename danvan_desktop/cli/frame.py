"""What the `danvan` commands share: how one is made, the data folder, JSON, and partial results."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from danvan_desktop.cli import words
from danvan_desktop.errors import UserError
from danvan_desktop.files import same_place
from danvan_desktop.services.library import Library, data_folder, open_library
from danvan_desktop.services.opening import open_to_read
from danvan_desktop.services.single_writer import WriterLock, claimed
from danvan_desktop.wording import say

DONE, PARTIAL, BAD_INPUT, BUG = 0, 1, 2, 3

StartWindow = Callable[[Path | None], int]


class Setup:
    """The data folder asked for, None for the user's own, and how the window is started."""

    def __init__(self, start_window: StartWindow) -> None:
        self.data_dir: Path | None = None
        self.start_window = start_window

    @property
    def folder(self) -> Path:
        """The folder the data are in."""
        return data_folder(self.data_dir)


class Reading:
    """The library of the data folder for a command that changes nothing in it, closed when the block ends."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def __enter__(self) -> Library:
        self._library = open_to_read(self._setup.data_dir)
        return self._library

    def __exit__(self, *_: object) -> None:
        self._library.close()


class Writing:
    """The library for a command that writes, as the folder's one writer, closed when the block ends.

    Raises UserError when a window or another command is writing there.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def __enter__(self) -> Library:
        self._lock = only_writer(self._setup)
        try:
            self._library = open_library(self._setup.data_dir)
        except BaseException:
            self._lock.release()
            raise
        return self._library

    def __exit__(self, *_: object) -> None:
        self._library.close()
        self._lock.release()


def only_writer(setup: Setup) -> WriterLock:
    """The right to write to the data folder; raises UserError when another program has it.

    A folder that is not there yet is made.
    """
    folder = setup.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(say("library.no_folder", folder=folder), say("library.no_folder_advice")) from error
    return claimed(folder)


def path_type(text: str) -> Path:
    """The type of an argument that is a path."""
    return Path(text)


def _keep_data_dir(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.find_object(Setup).data_dir = value  # type: ignore[union-attr]


data_dir_option = click.option(
    "--data-dir",
    type=path_type,
    metavar="DIR",
    help=say("cli.help_data_dir"),
    callback=_keep_data_dir,
    expose_value=False,
)
json_option = click.option("--json", "as_json", is_flag=True, help=say("cli.help_json"))


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with its help from the catalogue, taking --data-dir after its name too."""

    def made(function: Callable[..., Any]) -> click.Command:
        decorate = click.command(
            name,
            cls=words.Command,
            options_metavar=say("cli.options_metavar"),
            help=say(f"cli.help_{name}"),
        )
        return decorate(data_dir_option(function))

    return made


def keep_apart(written: Sequence[Path | None], read: Sequence[Path | None] = ()) -> None:
    """Raises UserError when a command would write over a file it reads, or two files in one place.

    Absent ones are None. Call it before anything is written.
    """
    targets = [path for path in written if path is not None]
    for place, target in enumerate(targets):
        others = [*targets[:place], *(path for path in read if path is not None)]
        if any(same_place(target, other) for other in others):
            raise UserError(say("cli.same_place", name=target.name), say("cli.same_place_advice"))


def partial_result(error: UserError | None) -> int:
    """The exit code of a command that did all, or all but what the error says, which is printed."""
    if error is None:
        return DONE
    click.echo(str(error), err=True)
    return PARTIAL


def print_json(value: Any) -> None:
    """Print for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
