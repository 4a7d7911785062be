"""Builders of test data. They go through acts: what a test starts from could have happened."""
