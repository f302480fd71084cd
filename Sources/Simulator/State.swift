/// All that changes while the simulator runs.
struct State {
  var world: World
  var sessions = Sessions()
  var calls = CallLedger()
  var faults: [InjectedFault] = []
  /// The mailed code that signing in asks for; nil: none.
  var authFactor: String?
  /// `http://127.0.0.1:PORT`
  var host = ""

  /// The first fault that a call meets, which is used up by it.
  mutating func takeFault(for nsid: String) -> InjectedFault.Effect? {
    guard let index = faults.firstIndex(where: { $0.nsid == nil || $0.nsid == nsid }) else {
      return nil
    }
    let effect = faults[index].effect
    if let times = faults[index].times {
      if times > 1 { faults[index].times = times - 1 } else { faults.remove(at: index) }
    }
    return effect
  }
}
