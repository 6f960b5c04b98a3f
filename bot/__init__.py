"""Lev: a chat and SMS support bot for young people in Cornwall and the Isles of Scilly."""
