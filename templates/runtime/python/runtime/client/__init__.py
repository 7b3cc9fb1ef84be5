"""The requests of a contract, sent and read: what generated clients are made of."""
