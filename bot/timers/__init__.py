"""What happens because time passed, one file each: find, decide, commit."""
