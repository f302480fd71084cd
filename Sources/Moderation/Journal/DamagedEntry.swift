/// An entry that says what can't be.
struct DamagedRow: Error {}
