"""Plain frozen values that every room shares. Nothing in here reads, writes, waits or knows a library."""
