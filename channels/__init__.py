"""The outside world, one file each: how texts come in and go out. Never decides what is said."""
