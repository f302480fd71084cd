/// How an ``Undertaking`` ended.
enum Ending<Output: Sendable>: Sendable {
  case done(Output)
  /// It was done before it was sent: by somebody else, or there was nothing to do.
  case moot(Output)
  /// It was not done.
  case failed(Fault)
  /// It was sent, and for the reason given it can't be seen whether it was done.
  case unconfirmed(Fault)
}
