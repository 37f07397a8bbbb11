"""RDF on one side of the house: reading and writing files, the vocabulary, validation; it knows no rule."""
