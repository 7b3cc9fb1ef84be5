"""What generated code needs at run time. Copied beside it: nothing of Mortise has to be installed."""
