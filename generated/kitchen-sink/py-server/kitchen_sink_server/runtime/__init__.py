# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""What generated code needs at run time. Copied beside it: nothing of Mortise has to be installed."""
