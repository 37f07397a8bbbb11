"""The command line: arguments in, a report out; it analyses nothing, and loads what a command needs when it runs."""
