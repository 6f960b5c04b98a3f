"""Reading texts for risk and topic, away from the web: what asks for a reading, and the process that reads."""
