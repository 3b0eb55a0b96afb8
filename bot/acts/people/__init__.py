"""Who is who: joining, the roster, the group, and doors that are closed."""
