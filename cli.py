"""The `anlan` command: wiring only. Each command imports what it needs when it runs."""

import asyncio
import json
import logging
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import settings as environment

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Anlan: cases of complaint and crisis, kept on time and on record.",
)


@app.command()
def up() -> None:
    """Run everything: the engine (unless one is set), the worker and the page."""
    settings = environment.load()
    from engine.embedded import EmbeddedEngine
    from engine.processes import StartError
    from engine.supervisor import Installation, Program
    from engine.supervisor import up as run
    from store.revision import is_newest

    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")

    def greet() -> None:
        print(f"Anlan: http://{settings.host}:{settings.port}/", flush=True)

    def program(name: str) -> Program:
        return Program(name, (sys.executable, "-m", "cli", name))

    try:
        engine = None
        if settings.embedded:
            engine = EmbeddedEngine(settings.home, settings.temporal_namespace, program=settings.temporal_cli_path)
        code = run(
            Installation(
                home=settings.home,
                host=settings.host,
                port=settings.port,
                engine=engine,
                before=() if is_newest(settings.database) else (program("migrate"),),
                programs=(program("worker"), program("web")),
                after=(program("demo"),) if settings.embedded else (),
                greet=greet,
            )
        )
    except StartError as error:
        environment.stop(str(error))
    raise typer.Exit(code)


@app.command()
def web() -> None:
    """Run a web process."""
    import uvicorn

    settings = environment.load()
    uvicorn.run(
        "asgi:app",
        host=settings.host,
        port=settings.port,
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=2,  # live pages never end by themselves
    )


@app.command()
def worker() -> None:
    """Run a worker process, the same as `python worker.py`."""
    from worker import main as run

    run()


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from alembic import command
    from alembic.config import Config

    environment.load()
    root = environment.ROOT
    command.upgrade(Config(toml_file=root / "pyproject.toml"), "head")


@app.command()
def demo() -> None:
    """Make the demo's accounts, say how to sign in, and play the story once.

    `anlan up` runs it at every start, as soon as the page answers.
    """
    from desk.demo import play

    asyncio.run(play(environment.load()))


@app.command()
def drill(
    name: Annotated[str, typer.Argument()] = "crisis",
    number: Annotated[str, typer.Argument()] = "",
    project: Annotated[str, typer.Option()] = "YXY",
    factor: Annotated[int, typer.Option(min=1)] = 720,
) -> None:
    """Hold a drill on the running installation, e.g. `anlan drill crisis`: exit 0, or 1 and what is left over.

    FACTOR says how much shorter time is: at 720 an hour of the case takes five seconds. `anlan drill end NUMBER` ends
    what an interrupted drill left open.
    """
    from desk.drill import DrillError
    from desk.drill_end import call_off
    from desk.drilling import SCRIPTS, hold

    if (name == "end") != bool(number) or name not in (*SCRIPTS, "end"):
        environment.stop(f"there is no drill {name!r}; there is: {' '.join(SCRIPTS)}, or end NUMBER")
    settings = environment.load()
    try:
        over = call_off(number, settings) if number else hold(name, project, factor, settings)
        raise typer.Exit(0 if asyncio.run(over) else 1)
    except (LookupError, DrillError) as error:
        environment.stop(str(error))


@app.command()
def token(user: str) -> None:
    """Print a new API token of USER."""
    from sqlalchemy.exc import DBAPIError

    from desk.accounts import issue_token

    try:
        print(asyncio.run(issue_token(user, environment.load())))
    except LookupError:
        environment.stop(f"there is no account {user!r}")
    except DBAPIError:
        environment.stop("the database does not answer, or is not set up: run anlan up first")


@app.command()
def verify(number: Annotated[str | None, typer.Argument()] = None) -> None:
    """Check one case, or all, against the engine's history: exit 0, or 1 and what differs."""
    from desk.proof import verify_cases

    findings = list(asyncio.run(verify_cases(number, environment.load())))
    print("\n".join(map(str, findings)) or "verified")
    raise typer.Exit(1 if findings else 0)


@app.command()
def process() -> None:
    """Print stages, moves, duties and sign-offs."""
    from domain.rulebook import as_data

    print(json.dumps(as_data(), ensure_ascii=False, indent=2))


@app.command()
def export(number: str, file: Path) -> None:
    """Write the dossier of a case to FILE, a ZIP: its pages, its journal, and how to check it. What is restricted to a
    few is left out, and the access log keeps that it was taken.
    """
    settings = environment.load()
    if file.exists():
        environment.stop(f"{file} is there already")
    from desk.errors import NotFound

    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:  # half a dossier is none: under its name stands the whole, or nothing
        asyncio.run(_export(number, draft, settings))
        os.link(draft, file)
    except NotFound:
        environment.stop(f"there is no case {number!r}")
    except OSError as error:
        environment.stop(f"{file}: {error.strerror}")
    finally:
        draft.unlink(missing_ok=True)


async def _export(number: str, file: Path, settings: environment.Settings) -> None:
    from datetime import UTC, datetime

    from desk.exporting import dossier_of
    from web.dossier_file import pack
    from web.language import language

    async with dossier_of(number, settings) as (dossier, files):
        with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as kept:
            await pack(kept, dossier, language(settings.locale), datetime.now(UTC), files)


@app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def doctor() -> None:
    """Not in this version."""
    _not_yet("doctor")


def _not_yet(name: str) -> NoReturn:
    environment.stop(f"{name} is not part of this version")


def main() -> None:
    try:
        app()
    except environment.SettingsError as error:
        environment.stop(str(error))


if __name__ == "__main__":
    main()
