# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Answers calls together: what comes at the same time goes to the model as one list (x-mortise-batch)."""
