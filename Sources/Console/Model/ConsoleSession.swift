import Moderation

/// Whose console this is, and how it ends.
public struct ConsoleSession: Equatable, Sendable {
  /// The account signed in: a handle, or a DID where it has none of its own.
  public let account: String
  /// The other accounts signed in here; the first is the next one.
  public let others: [Account]
  /// The account that the owner wants to go on as.
  public var switching: Account?
  public var lifecycle = Lifecycle.running

  init(_ account: String, others: [Account]) {
    self.account = account
    self.others = others
  }

  /// What to call the account signed in: `@handle`, or the DID.
  var accountName: String { account.hasPrefix("did:") ? account : "@\(account)" }

  var isRunning: Bool { lifecycle == .running }

  /// False once the console is to close.
  public var isOpen: Bool {
    if case .finished = lifecycle { false } else { true }
  }

  /// The account that the console goes on as once it has finished; nil where it is left.
  public var successor: Account? { isOpen ? nil : switching }

  /// The signal that closed the console, if one did.
  public var endingSignal: Int32? {
    if case .finished(let signal) = lifecycle { signal } else { nil }
  }
}

/// Whether the console runs, and how it ends.
public enum Lifecycle: Hashable, Sendable {
  case running
  /// Leaving; what was held is being sent. The signal that asked for it, if one did.
  case quitting(signal: Int32?)
  case finished(signal: Int32?)
}
