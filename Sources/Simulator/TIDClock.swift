/// Gives out identifiers that never repeat and always rise, however fast they are asked for.
struct TIDClock {
  private(set) var last = TID(number: 0)

  mutating func next(at time: Milliseconds) -> TID {
    last = max(TID(at: time), TID(number: last.number + 1 << 10))
    return last
  }
}
