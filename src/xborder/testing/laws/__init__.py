"""What has to hold whatever is asked: each law a function, which raises `LawBroken` with the smallest facts that break it."""
