/// How a ``VerifiableCall`` ended.
enum CallOutcome<Output: Sendable>: Sendable {
  case done(Output)
  /// There was nothing left to do, and nothing proves that it was done here: somebody else has done
  /// it, or it can't be done any more.
  case moot(Output)
  /// It was not done.
  case failed(Fault)
  /// It was sent, and for the reason given it can't be seen whether it was done.
  case unconfirmed(Fault)
}
