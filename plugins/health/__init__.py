"""How a published site is doing, seen from outside: for a monitor, and for who looks after it."""
