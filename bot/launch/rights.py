"""Who may do what in the store: Lev only what it needs, nobody else anything. A keeper's password in, the list of users out.

Never a command that empties, configures, moves or stops a store, or loads what is not ours: not even for whoever took Lev over.
"""

import hashlib

_COMMANDS = """
ping get set mget getset getex getdel del exists type ttl pttl pexpiretime expire pexpire persist rename
dump restore scan time dbsize
hget hset hsetnx hmget hgetall hdel hvals hlen hincrby sadd srem scard smembers lpush lrange ltrim lpos lset
xadd xlen xrange xrevrange xread xreadgroup xgroup|create xack xdel xclaim xpending
eval eval_ro bgrewriteaof client|setinfo cluster|slots cluster|info asking
"""
KEYS = ("{lane:*", "{desk}*", "{send}*")
"""Every key of Lev begins with one of these (`bot/store/keys.py`)."""


def rights() -> str:
    """What stands behind Lev's user in a list of users: which keys, no channels, which commands."""
    return " ".join(["resetchannels", *(f"~{key}" for key in KEYS), "-@all", *(f"+{name}" for name in _COMMANDS.split())])


def users(keeper: str) -> str:
    """The embedded store's list. `lev` has no password: the socket is for its owner only, who could read one from any file.

    `keeper` may do everything. Its password is not written anywhere, and Lev is not told it.
    """
    mark = hashlib.sha256(keeper.encode()).hexdigest()
    return f"user default off\nuser lev on nopass {rights()}\nuser keeper on #{mark} ~* &* +@all\n"
