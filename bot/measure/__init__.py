"""What Lev counts and times of itself, for those who keep it running. Never of a person."""
