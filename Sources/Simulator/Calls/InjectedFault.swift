/// Something that goes wrong with a call, on purpose.
public struct InjectedFault: Sendable {
  public enum Disruption: Sendable {
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
    /// Wait until the faults are cleared, then go on as usual.
    case hold
    /// Never answer (until the simulator stops).
    case hang
  }

  /// The method that it hits; nil: any call.
  public var nsid: String?
  public var disruption: Disruption
  /// How many calls it meets; nil: every one until faults are cleared.
  public var times: Int?
  /// Of so many calls that it could meet it meets one, the last: 1 is every call.
  public var every: Int
  /// What happens at the same moment: after the work, where it is done, and before the answer, or
  /// before the connection closes. A delay has it before the work; a call that is held or hangs never.
  public var meanwhile: (@Sendable () -> Void)?

  public init(
    _ disruption: Disruption, on nsid: String? = nil, times: Int? = 1, every: Int = 1,
    meanwhile: (@Sendable () -> Void)? = nil
  ) {
    self.disruption = disruption
    self.nsid = nsid
    self.times = times
    self.every = every
    self.meanwhile = meanwhile
  }
}

/// An injected fault that waits for its calls.
struct ArmedFault {
  var fault: InjectedFault
  /// Calls that it has let pass since it met one.
  private var passed = 0

  init(_ fault: InjectedFault) {
    self.fault = fault
  }

  func concerns(_ nsid: String) -> Bool { fault.nsid == nil || fault.nsid == nsid }

  /// Counts a call that it concerns.
  /// - Returns: whether it meets that one.
  mutating func isDue() -> Bool {
    passed += 1
    guard passed >= fault.every else { return false }
    passed = 0
    return true
  }
}
