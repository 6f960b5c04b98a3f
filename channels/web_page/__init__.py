"""The web chat's page and the checks on what it sends. Never knows what is said: `channels.web_chat` passes that on."""
