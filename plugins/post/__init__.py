"""Letters that go out: to organizers, and to who hands something in. No plugin of Pelican; others use it."""
