"""Says what is wrong with a value, by the rules of a contract."""
