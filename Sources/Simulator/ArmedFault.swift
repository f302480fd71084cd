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
