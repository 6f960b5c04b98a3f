"""The one file of ours that runs inside Rasa's own environment. Never imported by Lev itself."""
