"""The file formats in which norms are read and written, one module each way."""
