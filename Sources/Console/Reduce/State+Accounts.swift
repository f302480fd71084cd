import Moderation

/// Going on as another account.
extension State {
  /// Finds out first whether its session still works: who can't go on stays who they are.
  mutating func switchAccount(to account: Account) -> [Effect] {
    switching = account
    message = Message(
      "Looking whether \(account.mention) is still signed in"
        + hint(.close) { "; \($0) stays \(accountName)" })
    return [.checkAccount(account)]
  }

  mutating func accountChecked(_ account: Account, _ fault: Fault?) -> [Effect] {
    guard switching == account, case .running = lifecycle else { return [] }
    // As at quitting: what is held is sent first.
    guard let fault else { return quit(signal: nil) }
    switching = nil
    message = Message(fault, .error, after: "You are still \(accountName).")
    return []
  }

  /// A signal ends the console, whatever the owner was about to do.
  mutating func terminated(signal: Int32) -> [Effect] {
    if switching != nil {
      switching = nil
      switch lifecycle {
      case .running: break
      case .quitting: lifecycle = .quitting(signal: signal)
      case .finished: lifecycle = .finished(signal: signal)
      }
    }
    return quit(signal: signal)
  }
}
