"""What the law is made of: norms, provisions, instruments, clauses, findings; frozen values, standard library only."""
