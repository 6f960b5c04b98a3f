"""The door to Rasa, and a menu that works without it. Never knows the store, the desk or a young person's number."""
