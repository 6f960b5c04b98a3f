"""Where workers sit: sign-in, the list of cases, one case, and every move on it. Never speaks for the bot."""
