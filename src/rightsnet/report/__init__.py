"""From findings to what people and programs read: text, JSON; it analyses nothing."""
