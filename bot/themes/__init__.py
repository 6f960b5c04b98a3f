"""What young people talk about, as counts that tell of nobody: tagged per turn, counted per person and week, shown from five up."""
