"""What the law is made of: norms, provisions, instruments, clauses, places, findings; frozen values, standard library only."""
