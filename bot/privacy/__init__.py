"""What keeps a young person's words and number theirs: sealing, pseudonyms, and taking identifying things out."""
