"""The rooms around accounts and the audit, put together, and their part of the table of routes.

Never a route without a guard: the table's lines are those of `bot.desk.desk`.
"""

from collections.abc import Callable
from datetime import datetime

from bot.content.desk_lists import DeskLists
from bot.desk.account_lines import AccountLines
from bot.desk.audit_page import AuditPage
from bot.desk.cases import Cases
from bot.desk.council import BACK, Council
from bot.desk.guards import Guards, Line, Need
from bot.desk.me import Me
from bot.desk.new_password import NewPassword
from bot.desk.number import NumberPage
from bot.desk.pages import Pages
from bot.desk.passkeys import PasskeyDoor
from bot.desk.people import People
from bot.desk.second import Second
from bot.desk.sign_in import SignIns
from bot.setting_checks_oidc import Provider
from bot.store.accounts import Accounts
from bot.store.audit_lines import AuditLines
from bot.store.council import CouncilStore
from bot.store.open import Store


class AccountRooms:
    """Second factor, own account, people, the audit, and a number shown on purpose."""

    def __init__(
        self,
        store: Store,
        accounts: Accounts,
        guards: Guards,
        sign_ins: SignIns,
        pages: Pages,
        cases: Cases,
        lists: DeskLists,
        public_url: str,
        clock: Callable[[], datetime],
        council: Provider | None = None,
    ) -> None:
        lines = AccountLines(AuditLines(store.redis), clock)
        self._second = Second(accounts, sign_ins, pages, lines, clock)
        self._me = Me(accounts, guards, sign_ins, pages, lines, clock)
        self._people = People(accounts, pages, lines, public_url, clock)
        self._new_password = NewPassword(accounts, sign_ins, pages, lines)
        self._passkeys = PasskeyDoor(accounts, sign_ins, lines, public_url, clock)
        under_way = CouncilStore(store.redis, store.codec)
        self._council = Council(accounts, under_way, guards, sign_ins, pages, lines, council, public_url, clock)
        self._audit = AuditPage(store, accounts, pages, lines, clock)
        self._number = NumberPage(store, cases, pages, lists, clock)

    def table(self) -> tuple[Line, ...]:
        """Method, path, what it needs, and who answers."""
        return (
            ("GET", "/desk/code", Need.HALF_IN, self._second.ask),
            ("POST", "/desk/code", Need.HALF_IN, self._second.answer),
            ("GET", "/desk/second", Need.SETTING_UP, self._second.begin),
            ("POST", "/desk/second", Need.SETTING_UP, self._second.finish),
            ("GET", "/desk/password/{token:str}", Need.OPEN_TO_ALL, self._new_password.show),
            ("POST", "/desk/password/{token:str}", Need.OPEN_TO_ALL, self._new_password.keep),
            ("GET", "/desk/me", Need.SIGNED_IN, self._me.show),
            ("POST", "/desk/passkey/begin", Need.OPEN_TO_ALL, self._passkeys.begin),
            ("POST", "/desk/passkey", Need.OPEN_TO_ALL, self._passkeys.enter),
            ("POST", "/desk/council", Need.OPEN_TO_ALL, self._council.leave),
            ("GET", BACK, Need.OPEN_TO_ALL, self._council.back),
            ("POST", "/desk/me/passkey_begin", Need.SIGNED_IN, self._passkeys.begin_new),
            ("POST", "/desk/me/passkey", Need.SIGNED_IN, self._passkeys.keep_new),
            ("POST", "/desk/me/{act:str}", Need.SIGNED_IN, self._me.act),
            ("GET", "/desk/people", Need.PEOPLE, self._people.show),
            ("POST", "/desk/people", Need.PEOPLE, self._people.add),
            ("POST", "/desk/people/{worker:str}/{act:str}", Need.PEOPLE, self._people.act),
            ("GET", "/desk/audit", Need.LEADS, self._audit.show),
            ("POST", "/desk/audit", Need.LEADS, self._audit.verify),
            ("GET", "/desk/audit/export", Need.LEADS, self._audit.export),
            ("POST", "/desk/case/{contact:str}/{case_id:str}/number", Need.CASES, self._number.show),
        )
