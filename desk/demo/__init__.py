"""The world of the demonstration: everything in it is made up, and the same every time."""
