/// Something that goes wrong with a call, on purpose.
public struct InjectedFault: Sendable {
  public enum Effect: Sendable {
    /// Answer with this status and body instead of working.
    case answer(status: Int, body: String, headers: [String: String] = [:])
    /// Work, then answer with this instead.
    case workThenAnswer(status: Int, body: String, headers: [String: String] = [:])
    /// Wait, then go on as usual.
    case delay(Duration)
    /// Close the connection before the work is done, with no answer.
    case dropBeforeWork
    /// Do the work, then close the connection with no answer.
    case dropAfterWork
    /// Never answer (until the simulator stops).
    case hang
  }

  /// The method that it hits; nil: any call.
  public var nsid: String?
  public var effect: Effect
  /// How many calls it meets; nil: every one until faults are cleared.
  public var times: Int?
  /// Of so many calls that it could meet it meets one, the last: 1 is every call.
  public var every: Int
  /// What happens at the same moment: after the work, where it is done, and before the answer, or
  /// before the connection closes. A delay has it before the work, a call that hangs never.
  public var meanwhile: (@Sendable () -> Void)?

  public init(
    _ effect: Effect, on nsid: String? = nil, times: Int? = 1, every: Int = 1,
    meanwhile: (@Sendable () -> Void)? = nil
  ) {
    self.effect = effect
    self.nsid = nsid
    self.times = times
    self.every = every
    self.meanwhile = meanwhile
  }
}
