"""When does it come? What is promised on the day of the order, what is left of it later, and which way of shipping to choose."""
