/// How a decision ended, and what that says about others.
struct Settlement: Equatable {
  let outcome: Outcome
  /// What stood in the way, without what is said about this one alone.
  let cause: Fault?

  init(_ outcome: Outcome, cause: Fault? = nil) {
    self.outcome = outcome
    self.cause = cause
  }

  /// Of a decision that was one undertaking.
  init(of ending: Ending<Void>) {
    switch ending {
    case .done: self.init(.done)
    case .moot: self.init(.gone)
    case .failed(let fault): self.init(.failed(fault), cause: fault)
    case .unconfirmed(let cause):
      let fault = Fault.unconfirmed(cause)
      self.init(.failed(fault), cause: fault)
    }
  }
}
