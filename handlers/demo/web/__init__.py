"""The demo's page: the stand-in's face, with the story, the clock and a drawer beside it."""
