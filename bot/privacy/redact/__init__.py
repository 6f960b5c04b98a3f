"""Takes out of a text what could tell of somebody: rules over lists under `data/redact`. Never logs, never stores."""
