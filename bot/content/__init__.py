"""Reads `data/` and checks it. Files in, plain values out, or a `ContentError` that names file and line."""
