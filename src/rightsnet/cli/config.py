"""``rightsnet config``: the settings in force; and how a command comes to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rightsnet.cli.options import COMMANDS, PROJECT_FILE, SETTINGS_FILE, Debug, names
from rightsnet.cli.terminal import emit
from rightsnet.errors import UsageError

if TYPE_CHECKING:
    from rightsnet.cli.settings_file import Settings

_FOUND = "rightsnet.cli.config"
"""Under this name the context of a run holds the settings file that it uses."""


def _none(context: typer.Context, *, value: bool) -> bool:
    _refuse_both(context)
    return value


def _use(context: typer.Context, value: str | None) -> str | None:
    """Let a file of settings give the defaults of the command that is run."""
    if context.resilient_parsing:
        return value
    _refuse_both(context)
    # An option on the command line comes before a variable of the environment, also where they exclude each other.
    if context.params.get("no_config") and not _given(context, "config"):
        return value
    from rightsnet.cli import settings_file

    path = Path(value) if value else settings_file.find(Path.cwd())
    if path is not None:
        settings = settings_file.read(path)
        context.meta[_FOUND] = settings
        context.default_map = {**(context.default_map or {}), **_defaults(context, settings)}
    return value


def _refuse_both(context: typer.Context) -> None:
    if _given(context, "config") and _given(context, "no_config"):
        raise UsageError("--config and --no-config exclude each other.", help="Leave one of them out.")


def _given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _defaults(context: typer.Context, settings: Settings) -> dict[str, Any]:
    """Return the values that a file gives to the options of a command, by the names of its parameters."""
    given = settings.of(_table(context))
    named = {option.removeprefix("--"): param.name for param in context.command.params for option in param.opts}
    return {named[key] or "": setting.value for key, setting in given.items() if key in named}


def _table(context: typer.Context) -> str:
    name = context.info_name or ""
    return name if name in COMMANDS else "check"


NoConfig = Annotated[
    bool,
    typer.Option(
        "--no-config", envvar="RIGHTSNET_NO_CONFIG", is_eager=True, callback=_none, help="Use no file of settings."
    ),
]
Config = Annotated[
    str | None,
    typer.Option(
        "--config",
        envvar="RIGHTSNET_CONFIG",
        metavar="FILE",
        is_eager=True,
        callback=_use,
        help=f"The file of settings. Default: the nearest {SETTINGS_FILE}, or {PROJECT_FILE} with a table "
        "[tool.rightsnet], in this folder or above it.",
    ),
]

app = typer.Typer(name="config", help="Show the settings in force.", rich_markup_mode=None)


@app.command()
def show(
    context: typer.Context,
    command: Annotated[str, typer.Argument(help=f"The command that is asked about: {', '.join(COMMANDS)}.")] = "check",
    *,
    no_config: NoConfig = False,
    config: Config = None,
    debug: Debug = False,
) -> None:
    """Show the settings of a command as TOML, each with where it comes from: the environment, a file, or the default."""
    if command not in COMMANDS:
        help = f"The commands that do are {', '.join(COMMANDS)}."
        raise UsageError(f"“{command}” takes no settings.", help=help)
    from rightsnet.cli.settings_file import KEYS

    root = context.find_root()
    found = root.command.get_command(root, command)  # type: ignore[attr-defined]
    choice = ["--no-config"] if no_config else ["--config", config] if config else []
    # Parsing the command as if it were to run finds its settings as a run would; it is not run.
    paths = ["-" for param in found.params if param.param_type_name == "argument"]
    asked = found.make_context(command, [*choice, *paths], parent=root)
    settings = asked.meta.get(_FOUND)
    lines = []
    for param in found.params:
        key = param.opts[0].removeprefix("--")
        if key in KEYS:
            value, source = asked.params[param.name], asked.get_parameter_source(param.name).name
            if source == "ENVIRONMENT":
                origin = param.envvar
            elif source == "DEFAULT_MAP":
                origin = str(settings.of(command)[key].location)
            else:
                origin = "default"
            lines.append((key, value, origin))
    emit(_page(command, settings, lines))


def _page(command: str, settings: Settings | None, lines: list[tuple[str, Any, str]]) -> str:
    file = f"{settings.file} was read" if settings else "there is no file of settings"
    shown = [(_toml(key, value), origin) for key, value, origin in lines]
    widest = max(len(text) for text, _ in shown)
    rows = (f"{text:<{widest}}  # {origin}\n" for text, origin in shown)
    return "".join((f"# What `rightsnet {command}` uses here; {file}.\n", *rows))


def _toml(key: str, value: Any) -> str:
    """Return a setting as a line of TOML; one without a value as a comment."""
    if value is None or (isinstance(value, (list, tuple)) and not value):
        return f"# {key} is not set"
    if key == "per-file-ignores":
        parts = (text.rpartition("=") for text in value)
        rows = (f"{_quoted(pattern)} = {_quoted(list(names([rules])))}" for pattern, _, rules in parts)
        return f"{key} = {{ {', '.join(rows)} }}"
    return f"{key} = {_quoted(value)}"


def _quoted(value: Any) -> str:
    plain = value if isinstance(value, bool) else list(value) if isinstance(value, (list, tuple)) else str(value)
    import json

    return json.dumps(plain, ensure_ascii=False)
