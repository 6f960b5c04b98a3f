"""The commands of Lev: `python -m bot COMMAND`. Words from the command line in, an exit code out.

Never imports a room before its command is asked for: `screen` must start without the store or Rasa.
"""

import argparse
import asyncio
import sys
from importlib import import_module

_COMMANDS = {
    "run": "start everything and watch it (what `make run` does)",
    "serve": "run Lev alone; needs REDIS_URL and RASA_URL",
    "chat": "talk to the running Lev in this terminal",
    "screen": "read a text a line, print what the screen finds as JSON",
    "train-screen": "learn the screen's second opinion from data/risk/examples",
    "read": "the process that reads texts for `serve`, which starts it: read MODELS DATA",
    "screen-register": "what workers put right in the screen: list it, or export candidates",
    "check-content": "check everything under data/",
    "preview": "write every word at every age on one page, var/preview/words.html",
    "services": "print the places of help as Open Referral (HSDS) JSON",
    "train": "train Rasa if its inputs changed",
    "drill": "send a made-up disclosure the whole way to the desk, and say how it went",
    "worker": "accounts at the desk: add, list, remove",
    "simulate-year": "a made-up year of figures in an empty store, marked as such (--seed N)",
    "report": "the audit pack of some quarters as HTML, PDF and JSON (--from 2026-Q1 --months 6)",
    "backup": "everything in the running store, into one sealed file",
    "restore": "a backup, into an empty store",
    "rekey": "bring everything that is stored under the newest sealing key, while Lev runs",
    "hold": "keep all of one contact past its time, with a reason (leads)",
    "release": "lift such a hold (leads)",
    "erase": "end what is kept of one contact, with a reason (leads)",
    "export": "all that is stored of one contact, as JSON (leads)",
    "audit": "verify: is every line of the audit chain there and unchanged; export: all of it as CSV or JSON",
}

_BY_MAIN = {
    "worker": "bot.workers",
    "screen-register": "bot.register",
    "simulate-year": "bot.themes.simulate_now",
    "report": "bot.themes.report_now",
    "backup": "bot.backup",
    "restore": "bot.restore",
    "audit": "bot.verify",
    "erase": "bot.erase_now",
    "rekey": "bot.rekey",
}
"""Commands whose room has a `main(words, settings)` that reads the rest of the line itself."""

_ALONE = {"screen": "bot.screen.cli", "services": "bot.content.hsds"}
_RIGHTS = ("hold", "release", "export")
# They read the rest themselves.
_WITH_WORDS = (*_BY_MAIN, "read", "check-content", *_RIGHTS)


def main(words: list[str]) -> int:
    """Runs one command; 2 when a setting or a file of `data/` must be put right first."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Lev, a chat and SMS support bot.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, what in _COMMANDS.items():
        commands.add_parser(name, help=what, add_help=name not in _WITH_WORDS)
    chosen, rest = parser.parse_known_args(words)
    if rest and chosen.command not in _WITH_WORDS:
        parser.error(f"{chosen.command} takes nothing more")
    return _run(chosen.command, rest)


def _run(command: str, rest: list[str]) -> int:
    if command in _ALONE:
        return int(import_module(_ALONE[command]).main())
    if command == "read":
        from pathlib import Path

        from bot.log import set_up
        from bot.reader.child import main as read

        set_up("INFO")
        return read(*map(Path, rest))
    if command == "check-content":
        from bot.content.check import main as check

        return check(rest)
    if command == "train-screen":
        from bot.screen.train import main as train_screen
        from bot.setting_checks import ROOT

        return train_screen(ROOT / "data")
    return _with_settings(command, rest)


def _with_settings(command: str, rest: list[str]) -> int:
    from bot.content.reader import ContentError
    from bot.log import failure, set_up
    from bot.settings import BadSetting, load

    try:
        settings = load()
        set_up(settings.log_level)
        if command == "run":
            from bot.launch.run import House

            return House(settings).run()
        if command in _BY_MAIN:
            return int(import_module(_BY_MAIN[command]).main(rest, settings))
        if command == "preview":
            from bot.desk.preview import preview
            from bot.setting_checks import ROOT

            return preview(ROOT / "data", settings.var.absolute() / "preview")
        if command == "train":
            from bot.launch.train import train

            return train(settings)
        if command == "chat":
            from bot.chat import chat

            return asyncio.run(chat(settings.here))
        if command == "drill":
            from bot.drill_now import main as drill

            return drill(settings)
        if command in _RIGHTS:
            from bot.asked_for import main as asked_for

            return asked_for(command, rest, settings)
        if not settings.redis_url or not settings.rasa_urls:
            raise BadSetting("serve needs REDIS_URL and RASA_URL. `make run` starts both and sets them.")
        from bot.content.measured_on import look_for_figures
        from bot.content.signed import look_for_signatures
        from bot.measure.together import keep_figures_in

        look_for_signatures(settings.signed_only)
        look_for_figures(settings.signed_only)
        figures = keep_figures_in(settings.var)
        from bot.parts import serve

        return serve(settings, figures)
    except (BadSetting, ContentError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # the outermost catch: a traceback would print the message, which may hold a text
        failure(__name__, error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
