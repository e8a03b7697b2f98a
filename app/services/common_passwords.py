"""Passwords of twelve and more characters, and words to which people add digits, that lists of leaked passwords have on top."""

from __future__ import annotations

COMMON = frozenset("""
password passwordpassword password123 password1234 password12345 password123456 passw0rd p@ssw0rd passwort motdepasse contrasena senha
123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 012345678901 0123456789ab 123412341234 123123123123 112233445566
qwerty qwertyuiop qwertyuiop12 qwertyuiop123 qwertyqwerty qwerty123456 qwertzuiop azertyuiop 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc
zaq12wsxcde3 q1w2e3r4t5y6 asdfghjkl asdfghjklqwerty asdfasdfasdf zxcvbnm zxcvbnmasdfg abcdefghijkl abcdefghijklm abcdefgh abcd12345678
iloveyou iloveyouforever iloveyou1234 welcome welcome12345 welcomewelcome changeme changemechangeme changeit letmein letmeinletmein
administrator admin adminadmin adminadminadmin superadmin rootroot rootrootroot defaultpassword default secret topsecret supersecret
correcthorsebatterystaple thisismypassword mypassword mypasswordis yourpassword nopassword passphrase trustno one trustnoone
loupe loupeloupe loupepassword loupeadmin football baseball basketball superman batman princess sunshine dragon monkey shadow master
whatever michael jordan jennifer starwars pokemon minecraft liverpool chelsea arsenal barcelona internet computer samsung google
testtesttest testpassword test guest guestguest user useruser temporary temppassword temp unknown
""".split())  # noqa: SIM905 - a list of 100 quoted words cannot be read
