"""One algebra for every analysis: the relation between two values, two boxes, two norms (the specification's §2)."""
