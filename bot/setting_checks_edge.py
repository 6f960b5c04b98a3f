"""Checks of what the edge is told. Texts in, checked values out, or one sentence why not.

Never trusts the whole world to say who somebody is.
"""

import ipaddress

from bot.setting_checks import BadSetting

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def proxies(key: str, text: str) -> tuple[Network, ...]:
    """Addresses or networks with commas between; none in an empty text."""
    found: list[Network] = []
    for one in filter(None, (part.strip() for part in text.split(","))):
        try:
            network = ipaddress.ip_network(one)
        except ValueError:
            raise BadSetting(f"{key} must be IP addresses or networks such as 10.0.0.0/24, with commas between.") from None
        if network.prefixlen < 8:
            raise BadSetting(f"{key} names a large part of the world: anybody in it could say that they are somebody else.")
        found.append(network)
    return tuple(found)


def yes_no(key: str, text: str) -> bool:
    """`yes` or `no`."""
    if text not in ("yes", "no"):
        raise BadSetting(f"{key} must be yes or no.")
    return text == "yes"
