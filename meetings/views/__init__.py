"""The pages of the information meeting."""
