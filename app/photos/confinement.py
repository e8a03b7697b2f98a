"""Takes from the calling process what a decoder never needs: files, network, signals to others."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from pathlib import Path

PR_SET_NO_NEW_PRIVS = 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
VERSION_FLAG, PATH_BENEATH = 1, 1
READ_FILE, READ_DIR = 1 << 2, 1 << 3
# by the first Landlock version that knows them: rights on files, TCP, and signals or sockets of other processes
FILE_RIGHTS = ((1, (1 << 13) - 1), (2, 1 << 13), (3, 1 << 14), (5, 1 << 15))
TCP_VERSION, TCP_RIGHTS = 4, 0b11
SCOPE_VERSION, SCOPES = 6, 0b11


def confine(readable: Iterable[Path]) -> bool:
    """From now on this process and its children can only read, and only below `readable`; what is open already stays open.

    Returns False, with nothing changed but no-new-privileges, where the kernel has no Landlock (before Linux 5.13, or switched off).
    Source: Linux, Documentation/userspace-api/landlock.rst.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    version = libc.syscall(CREATE_RULESET, None, 0, VERSION_FLAG)
    if version < 1:
        return False
    attributes = _attributes(version)
    rules = libc.syscall(CREATE_RULESET, attributes, len(attributes), 0)
    if rules < 0:
        return False
    for path in readable:
        _allow_reading(libc, rules, path)
    confined = libc.syscall(RESTRICT_SELF, rules, 0) == 0
    os.close(rules)
    return confined


def _attributes(version: int) -> bytes:
    handled = sum(rights for since, rights in FILE_RIGHTS if version >= since)
    fields = [handled]
    if version >= TCP_VERSION:
        fields.append(TCP_RIGHTS)
    if version >= SCOPE_VERSION:
        fields.append(SCOPES)
    return struct.pack(f"={len(fields)}Q", *fields)


def _allow_reading(libc: ctypes.CDLL, rules: int, path: Path) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = READ_FILE | READ_DIR if path.is_dir() else READ_FILE
    libc.syscall(ADD_RULE, rules, PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    os.close(place)
