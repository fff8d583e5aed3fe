"""How an activity gets in: the form's questions, submissions and tables -> activity files."""
