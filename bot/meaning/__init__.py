"""What a text is about, by meaning and not by its words: sentence vectors, a linear reader over them, and how it learns."""
