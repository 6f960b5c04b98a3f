"""Rasa's custom actions: ordinary `rasa_sdk` actions that return notes.

`python -m rasa_sdk --actions actions` serves them alone.
"""
