"""The house of the walks, for tools that try every route of it."""

from tests.walks.conftest import calm_lev, folder, internal_port, twilio, valkey

__all__ = ["calm_lev", "folder", "internal_port", "twilio", "valkey"]
