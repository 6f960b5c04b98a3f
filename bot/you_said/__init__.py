"""The public page that tells young people what changed because they spoke. Never shows what a second person has not published."""
