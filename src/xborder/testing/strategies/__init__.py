"""What to ask about: a strategy for every ground type and for every question's facts, named for what it makes."""
