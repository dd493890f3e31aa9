"""What the command line says: click's own words in Vietnamese, and reports as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from danvan_desktop.domain.period import period_text
from danvan_desktop.store.drafts import ReportSummary
from danvan_desktop.text.dates import short_date
from danvan_desktop.wording import say

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{say('cli.usage')} ")

    def write_heading(self, heading: str) -> None:
        names = {"Options": say("cli.options"), "Commands": say("cli.commands")}
        super().write_heading(names.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        ours = [(name, text.replace("  [required]", f" ({say('cli.required')})")) for name, text in rows]
        super().write_dl(ours, col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help is all in Vietnamese."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The --help option, in our words."""
        return _translated(super().get_help_option(ctx))


class Group(click.Group):
    """A group whose help is all in Vietnamese."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The --help option, in our words."""
        return _translated(super().get_help_option(ctx))


def _translated(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = say("cli.help_help")
    return option


def usage_sentence(error: click.UsageError) -> str:
    """One Vietnamese sentence for a command line that cannot be read, and where to look."""
    return f"{_usage_fault(error)} {say('cli.usage_advice', command=_command_path(error))}"


def _usage_fault(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return say("cli.no_such_option", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say("cli.missing", name=_shown_name(error))
    if isinstance(error, click.BadParameter):
        return say("cli.bad_value", name=_shown_name(error))
    if isinstance(error, click.BadOptionUsage):
        return say("cli.missing_value", name=error.option_name)
    word = error.message.split("'")[1] if error.message.count("'") > 1 else ""
    if error.message.startswith("No such command"):
        return say("cli.no_such_command", name=word)
    return say("cli.bad_usage")


def _shown_name(error: click.BadParameter) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return (parameter.metavar or parameter.name or "") if parameter else ""


def _command_path(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "danvan"


def summary_line(summary: ReportSummary) -> str:
    """A report as one line of the list."""
    parts = [
        f"{summary.id:>4}",
        period_text(summary.period),
        summary.office or say("cli.no_office"),
        say("cli.archived" if summary.archived else f"cli.status_{summary.status}"),
        f"{round(summary.progress * 100)}%",
    ]
    if summary.due:
        parts.append(say("cli.due", day=short_date(summary.due)))
    if summary.damaged:
        parts.append(say("cli.damaged"))
    return " · ".join(parts)


def summary_values(summary: ReportSummary) -> dict[str, Any]:
    """A report of the list for other programs."""
    return {
        "id": summary.id,
        "office": summary.office,
        "kind": summary.kind,
        "period": {"kind": summary.period.kind, "year": summary.period.year},
        "subject": summary.subject,
        "number": summary.number,
        "status": summary.status,
        "archived": summary.archived,
        "due": summary.due.isoformat() if summary.due else None,
        "progress": round(summary.progress, 3),
        "updated_at": summary.updated_at.isoformat(timespec="seconds"),
    }
