"""Starts and watches the processes Lev is made of: the store, Rasa, and Lev itself."""
