"""The only rooms that know Redis. Values in, values out; all that is stored of a person is sealed first."""
