"""What a request tells of the browser it came from. A request in, a few plain words out.

Never keeps the browser's whole name of itself: it would tell one machine from another.
"""

import ipaddress

from starlette.requests import Request

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac", "Mac"),
    ("Linux", "Linux"),
)


def device_of(request: Request) -> str:
    """`Firefox on Windows`, as far as it can be told."""
    said = request.headers.get("user-agent", "")
    browser = next((name for part, name in _BROWSERS if part in said), "Another browser")
    system = next((name for part, name in _SYSTEMS if part in said), "another system")
    return f"{browser} on {system}"


def address_of(request: Request) -> str:
    """Where a request came from, for counting tries only: stored as a hash for an hour.

    Behind the proxy of `docs/deploy.md` that is the last address it wrote into X-Forwarded-For; what a browser wrote
    before that can be made up and is not read.
    """
    near = request.client.host if request.client else ""
    told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return told if told and _is_ours(near) else near


def _is_ours(host: str) -> bool:
    """Whether a proxy of ours can be there: this machine, or a private network."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False
