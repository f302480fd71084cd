/// An entry that says what can't be.
struct DamagedEntry: Error {}
