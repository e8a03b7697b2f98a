"""user: accounts and roles."""

from __future__ import annotations

import argparse
import getpass
import sys

from app.cli.desk import open_desk
from app.domain import Role
from app.errors import WeakPassword


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("user", help="accounts: add, list, role, password, disable, enable")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = _named(actions, "add", "a new account; the password is asked for, or read from standard input", run_add)
    add.add_argument("--role", required=True, choices=[str(role) for role in Role])
    actions.add_parser("list", help="all accounts: name, role, state").set_defaults(run=run_list)
    role = _named(actions, "role", "give an account another role", run_role)
    role.add_argument("role", metavar="ROLE", choices=[str(role) for role in Role], help="reviewer, lead or admin")
    _named(actions, "password", "set a password; it is asked for, or read from standard input", run_password)
    _named(actions, "disable", "lock an account and end its sessions", run_disable)
    _named(actions, "enable", "open a locked account again", run_enable)


def _named(actions: argparse._SubParsersAction, action: str, words: str, run: object) -> argparse.ArgumentParser:
    parser = actions.add_parser(action, help=words)
    parser.add_argument("name", metavar="NAME")
    parser.set_defaults(run=run)
    return parser


def run_add(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.accounts import add_user

    with open_desk() as deps:
        user = add_user(deps, OPERATOR, arguments.name, read_password(), Role(arguments.role))
    print(f"Added {user.name}, {user.role}.")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.accounts import list_users

    with open_desk() as deps:
        for user in list_users(deps, OPERATOR):
            print(f"{user.name}\t{user.role}\t{'disabled' if user.disabled else 'enabled'}")
    return 0


def run_role(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.accounts import change_role

    with open_desk() as deps:
        user = change_role(deps, OPERATOR, arguments.name, Role(arguments.role))
    print(f"{user.name} is now {user.role}.")
    return 0


def run_password(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.accounts import set_password

    with open_desk() as deps:
        user = set_password(deps, OPERATOR, arguments.name, read_password())
    print(f"The password of {user.name} is changed; their sessions have ended.")
    return 0


def run_disable(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.accounts import disable_user

    with open_desk() as deps:
        user = disable_user(deps, OPERATOR, arguments.name)
    print(f"{user.name} is disabled.")
    return 0


def run_enable(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.accounts import enable_user

    with open_desk() as deps:
        user = enable_user(deps, OPERATOR, arguments.name)
    print(f"{user.name} is enabled.")
    return 0


def read_password() -> str:
    """Asked for twice on a terminal, else the first line of standard input.  Raises WeakPassword when the two differ or none came."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        if not line:
            raise WeakPassword("No password came on standard input.")
        return line.rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise WeakPassword("The two passwords differ; nothing was changed.")
    return password
