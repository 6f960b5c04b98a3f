"""The risk check: a text in, an `Assessment` out. Works with nothing but `data/risk`."""
