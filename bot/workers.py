"""`python -m bot worker`: accounts at the desk. Words from the command line in, an account or a one-time link out.

Never takes a password from the command line, where other people on the machine could read it.
"""

import argparse
import getpass
import sys

from bot.beside import with_store
from bot.desk.sign_in import made, why_not
from bot.model.worker import Role
from bot.settings import Settings
from bot.store.accounts import Accounts


def main(words: list[str], settings: Settings) -> int:
    """`add`, `link`, `list` or `remove`; Lev must be running, or REDIS_URL set."""
    parser = argparse.ArgumentParser(prog="python -m bot worker", description="Accounts at the desk.")
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="make an account; asks for the password")
    add.add_argument("--login", required=True)
    add.add_argument("--name", required=True, help="first name, as young people see it")
    link = commands.add_parser("link", help="print a one-time link with which a colleague makes their own account")
    for command in (add, link):
        command.add_argument("--role", choices=[role.value for role in Role], default=Role.SUPPORT_WORKER.value)
    commands.add_parser("list", help="all accounts")
    commands.add_parser("remove", help="end an account").add_argument("--login", required=True)
    chosen = parser.parse_args(words)
    return with_store(settings, lambda store: _run(chosen, Accounts(store.redis, store.codec), settings.public_url))


async def _run(chosen: argparse.Namespace, accounts: Accounts, public_url: str) -> int:
    match chosen.command:
        case "add":
            return await _add(accounts, chosen.login.lower(), chosen.name, Role(chosen.role))
        case "link":
            print(f"{public_url}/desk/welcome/{await accounts.make_link(Role(chosen.role))}")
        case "list":
            for worker in await accounts.all():
                print(f"{worker.login}\t{worker.first_name}\t{worker.role.value}\t{'active' if worker.active else 'ended'}")
        case "remove":
            ended = await accounts.end(chosen.login.lower())
            print("Ended." if ended else "There is no such login.")
            return 0 if ended else 1
    return 0


async def _add(accounts: Accounts, login: str, name: str, role: Role) -> int:
    asks = sys.stdin.isatty()
    password = getpass.getpass("Password: ") if asks else sys.stdin.readline().rstrip("\n")
    wrong = why_not(login, name, password)
    if not wrong and not await accounts.add(await made(login, name, role, password)):
        wrong = "That login is taken."
    print(wrong or "Added.", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0
