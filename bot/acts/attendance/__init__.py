"""Who comes, and who steps in for whom."""
