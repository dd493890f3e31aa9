"""`danvan compare A B -o OUT.docx`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from danvan_desktop.cli import words
from danvan_desktop.cli.frame import keep_apart
from danvan_desktop.wording import say


def _path(text: str) -> Path:
    return Path(text)


@click.command(
    "compare",
    cls=words.Command,
    options_metavar=say("cli.options_metavar"),
    help=say("compare.help"),
)
@click.argument("old", type=_path, metavar="A")
@click.argument("new", type=_path, metavar="B")
@click.option(
    "-o", "--output", type=_path, required=True, metavar="OUT.docx", help=say("compare.help_output")
)
@click.option("--author", metavar="TÊN", help=say("compare.help_author"))
@click.option("--profile", "profile_id", metavar="ID", help=say("compare.help_profile"))
def compare_command(old: Path, new: Path, output: Path, author: str | None, profile_id: str | None) -> None:
    """Write what makes B of A as tracked changes of a Word file."""
    from danvan_desktop.services.comparing import compare_files

    keep_apart([output], [old, new])
    compare_files(old, new, output, author, datetime.now(UTC), profile_id)
    click.echo(say("compare.done", path=output))
