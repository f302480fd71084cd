/// An entry in words that this version does not know.
struct NewerRow: Error {}
