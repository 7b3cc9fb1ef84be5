# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Says what is wrong with a value, by the rules of a contract."""
