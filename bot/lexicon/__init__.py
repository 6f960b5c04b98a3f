"""Tables of words that several rooms look things up in. Nobody's own words are in them."""
