import Moderation

extension State {
  /// How long what was held has to be sent when the console leaves.
  private static let quitLimit = Duration.seconds(5)

  /// Leaves: at once when nothing is on its way, or when the owner asks a second time; otherwise
  /// what is held is sent first. A second signal changes nothing: a lost connection is told of more
  /// than once, and the deadline bounds the wait.
  mutating func quit(signal: Int32?) -> [Effect] {
    switch lifecycle {
    case .finished: return []
    case .quitting: return signal == nil ? finish() : []
    case .running: break
    }
    guard !pending.isEmpty else {
      lifecycle = .finished(signal: signal)
      return []
    }
    lifecycle = .quitting(signal: signal)
    overlay = nil
    message = nil
    var effects: [Effect] = []
    for index in pending.indices where pending[index].phase == .held {
      pending[index].phase = .sending
      effects.append(.send(pending[index].id, pending[index].decision))
    }
    return effects + [.startQuitDeadline(Self.quitLimit)]
  }

  /// Ends now; whatever has no outcome yet is reported as not confirmed.
  mutating func finish() -> [Effect] {
    guard case .quitting(let signal) = lifecycle else { return [] }
    let fault = Fault(
      .unconfirmed, "The service did not confirm it in time.",
      cure: "Look at the list again with: skydoor requests")
    lost += pending.map { $0.lost(because: fault, in: groups) }
    pending = []
    lifecycle = .finished(signal: signal)
    return []
  }
}
