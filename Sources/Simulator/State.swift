/// All that changes while the simulator runs.
struct State {
  var world: World
  var sessions = Sessions()
  var calls = CallLedger()
  var faults: [ArmedFault] = []
  /// The mailed code that signing in asks for; nil: none.
  var authFactor: String?
  /// `http://127.0.0.1:PORT`
  var host = ""

  /// The first fault that a call meets, which is used up by it.
  mutating func takeFault(for nsid: String) -> InjectedFault? {
    for index in faults.indices where faults[index].concerns(nsid) {
      guard faults[index].isDue() else { continue }
      let fault = faults[index].fault
      if let times = fault.times {
        if times > 1 { faults[index].fault.times = times - 1 } else { faults.remove(at: index) }
      }
      return fault
    }
    return nil
  }
}
