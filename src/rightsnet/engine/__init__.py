"""The search for pairs of norms: every pair rule compiled to one set-at-a-time join in SQL."""
