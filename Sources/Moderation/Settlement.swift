/// How a decision ended, and what that says about others.
struct DecisionResult: Equatable {
  let outcome: Outcome
  /// What stood in the way, without what is said about this one alone.
  let cause: Fault?
  /// How many seats the group had left; nil where the service did not say.
  let freeSeats: Int?

  init(_ outcome: Outcome, cause: Fault? = nil, freeSeats: Int? = nil) {
    self.outcome = outcome
    self.cause = cause
    self.freeSeats = freeSeats
  }

  /// Of a decision that was one call.
  /// - Parameter freeSeats: told by what has come of it.
  init<Output>(of ending: CallOutcome<Output>, freeSeats: (Output) -> Int? = { _ in nil }) {
    switch ending {
    case .done(let output): self.init(.done, freeSeats: freeSeats(output))
    case .moot: self.init(.gone)
    case .failed(let fault): self.init(.failed(fault), cause: fault)
    case .unconfirmed(let cause):
      let fault = Fault.unconfirmed(cause)
      self.init(.failed(fault), cause: fault)
    }
  }
}
