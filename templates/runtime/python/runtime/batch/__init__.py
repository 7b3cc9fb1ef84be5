"""Answers calls together: what comes at the same time goes to the model as one list (x-mortise-batch)."""
