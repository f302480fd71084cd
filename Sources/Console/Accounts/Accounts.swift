import Config
import Moderation

extension Command {
  static let nextAccount = Command("next-account", "account", "Go on as the next account")
}

/// What going on as another account needs of the console that is left.
protocol AccountsHost: Host {
  /// Leaves; what is held is sent first.
  mutating func quit(signal: Int32?) -> [Effect]
}

/// Going on as another account.
extension AccountsHost {
  static var accountsCommands: CommandTable<Self> {
    [
      .nextAccount: CommandEntry(
        unless: { $0.switchingUnavailable },
        perform: { host in
          host.session.others.first.map { host.switchAccount(to: $0) } ?? []
        })
    ]
  }

  var switchingUnavailable: String? {
    if session.isRunning {
      return session.others.isEmpty
        ? "No other account is signed in; skydoor login adds one." : nil
    }
    return "The console is closing."
  }

  /// Finds out first whether its session still works: who can't go on stays who they are.
  mutating func switchAccount(to account: Account) -> [Effect] {
    session.switching = account
    message = Message(
      "Looking whether \(account.mention) is still signed in"
        + hint(.close) { "; \($0) stays \(session.accountName)" })
    return [.checkAccount(account)]
  }

  mutating func accountChecked(_ account: Account, _ fault: Fault?) -> [Effect] {
    guard session.switching == account, session.isRunning else { return [] }
    // As at quitting: what is held is sent first.
    guard let fault else { return quit(signal: nil) }
    session.switching = nil
    message = Message(fault, .error, after: "You are still \(session.accountName).")
    return []
  }

  /// A signal ends the console, whatever the owner was about to do.
  mutating func terminated(signal: Int32) -> [Effect] {
    if session.switching != nil {
      session.switching = nil
      switch session.lifecycle {
      case .running: break
      case .quitting: session.lifecycle = .quitting(signal: signal)
      case .finished: session.lifecycle = .finished(signal: signal)
      }
    }
    return quit(signal: signal)
  }
}
