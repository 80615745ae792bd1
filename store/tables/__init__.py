"""The tables, by what they are about; `store.schema` is all of them together."""
