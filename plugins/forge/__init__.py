"""Where accepted changes go: a repository on this machine, any git server, or a forge that asks for a review."""
