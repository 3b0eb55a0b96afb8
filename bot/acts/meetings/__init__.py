"""Meetings planned, moved, cancelled, and held jointly."""
