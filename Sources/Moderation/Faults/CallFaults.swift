import ATProto
import Foundation
import Text

/// What a failed call means to the owner of a group.
extension Fault {
  /// - Parameters:
  ///   - host: the service that was called.
  ///   - account: the handle or DID that signs in again.
  init(_ error: XRPCError, host: ServiceURL, account: String) {
    switch error {
    case .refused(let status, let name, let message, let retryAt):
      self.init(
        Refusal(status: status, name: name, message: message, retryAt: retryAt), account: account)
    case .unreachable(let reason):
      self.init(
        .unreachable, "No connection to \(host.place): \(reason.quotable).",
        cure: "Check the network and the service address, then try again.")
    case .noAnswer(let reason):
      self.init(
        .unreachable, "No answer from \(host.place): \(reason.quotable).",
        cure: "Try again in a few minutes.")
    case .malformedAnswer(let reason):
      self.init(
        .badAnswer, "The service's answer can't be read: \(reason.quotable).",
        cure: "Try again in a few minutes; if it stays so, look for a newer version.")
    case .answerTooLarge:
      self.init(
        .badAnswer, "The service's answer is too long to be read.",
        cure: "Try again in a few minutes.")
    case .redirected(let place):
      let target = place.map { " (to \($0.quotable))" } ?? ""
      self.init(
        .badAnswer, "\(host.place) sends its callers elsewhere\(target), which is not followed.",
        cure: "Check the network and the service address: a sign-in page may be in the way.")
    case .signedOut:
      self.init(.signedOut, "The session has ended.", cure: Self.signInAgain(account))
    case .sessionStore(let error):
      self.init(error)
    case .cancelled:
      self = .cancelled
    }
  }

  private init(_ refusal: Refusal, account: String) {
    switch refusal.name {
    case "InvalidConvo": self = .groupGone
    case "InsufficientRole": self = .notOwner
    case "MemberLimitReached":
      self.init(
        .groupFull, "The group is full.",
        cure: "Remove somebody first, or reject the request.")
    case "ConvoLocked": self = .locked
    case "ConvoLockedByModeration": self = .lockedByModeration
    case "NoJoinLink": self = .noLink
    case "EnabledJoinLinkAlreadyExists": self = .linkExists
    case "LinkAlreadyEnabled": self = .linkIsOn
    case "InvalidToken" where refusal.saysNoChatAccess:
      self.init(
        .chatNotAllowed, "This app password has no access to direct messages.",
        cure: """
          Make one with access to direct messages in the app, at Settings → Privacy and security \
          → App passwords, then sign in with it: skydoor login \(account)
          """)
    case "ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired":
      self.init(
        .signedOut, "The service does not take this session any more.",
        cure: Self.signInAgain(account))
    case "AccountTakedown", "AccountSuspended":
      self.init(
        .refused, "The service has shut this account.",
        cure: "Open the app, which says why and how to object.")
    case "AccountDeactivated":
      self.init(
        .refused, "This account is switched off.", cure: "Switch it on again in the app.")
    case let name:
      self = Self.unnamed(refusal, name: name)
    }
  }

  /// A refusal that no lexicon declares.
  private static func unnamed(_ refusal: Refusal, name: String?) -> Fault {
    let text = refusal.message?.quotable ?? ""
    let quote = text.isEmpty ? name?.quotable : text
    switch (refusal.status, quote) {
    case (429, _):
      return .rateLimited(until: refusal.retryAt)
    case (let status, nil):
      return Fault(
        .badAnswer,
        "The service answered \(status) with a page that is not from the chat service.",
        cure: "Check the service address, or try again in a few minutes.",
        retryAt: refusal.retryAt)
    case (500..., let quote?):
      return Fault(
        .unreachable, "The service is in trouble (\(refusal.status)): \(quote.withStop)",
        cure: "Try again in a few minutes.", retryAt: refusal.retryAt)
    case (_, let quote?):
      return Fault(
        .refused, "The service refused: \(quote.withStop)",
        cure: "Refresh, then try again.", retryAt: refusal.retryAt)
    }
  }

  private static func signInAgain(_ account: String) -> String {
    "Sign in again with: skydoor login \(account)"
  }
}

private struct Refusal {
  let status: Int
  let name: String?
  let message: String?
  let retryAt: Date?

  /// How account hosts tell that an app password was made without access to direct messages.
  var saysNoChatAccess: Bool {
    guard let message else { return false }
    return message.contains("Bad token method") || message.contains("Bad token scope")
  }
}

extension String {
  fileprivate var withStop: String {
    last.map { ".!?…".contains($0) } ?? false ? self : self + "."
  }
}

/// What a failed sign-in means.
extension Fault {
  /// A call of `com.atproto.server.createSession` failed.
  init(signIn error: XRPCError, host: ServiceURL, account: String) {
    let fault = Fault(error, host: host, account: account)
    guard case .refused(let status, let name, _, _) = error else {
      self = fault
      return
    }
    switch name {
    case "AuthenticationRequired":
      self.init(
        .wrongPassword, "\(host.place) does not know this account with this password.",
        cure: """
          Check the name, and use an app password with access to direct messages: the app makes \
          one at Settings → Privacy and security → App passwords.
          """)
    case "AuthFactorTokenRequired":
      self.init(
        .authFactorRequired, "\(host.place) has mailed a code that it wants to see.",
        cure: "Sign in again with the code from the mail: --auth-factor CODE")
    case "InvalidToken", "ExpiredToken":
      self.init(
        .authFactorRequired, "The mailed code is wrong, or too old.",
        cure: "Sign in again without a code to be mailed a new one.")
    case _ where status == 429:
      self.init(
        .rateLimited, "\(host.place) has seen too many sign-ins for now.",
        cure: "Wait before signing in again: only a few a day are allowed.", retryAt: fault.retryAt)
    case _:
      self = fault
    }
  }

  /// An account could not be found.
  init(_ error: IdentityError) {
    switch error {
    case .notFound(let name):
      self = .noSuchAccount(name)
    case .mismatch(let handle, let did):
      self.init(
        .noSuchAccount,
        handle == .invalid
          ? "The account \(did) has no handle that leads back to it."
          : "The handle \(handle) and the account \(did) do not agree that they belong together.",
        cure: "Check the handle in the app's settings, or name the account host with --service.")
    case .noHost(let did):
      self.init(
        .noSuchAccount, "The account \(did) does not say where it is kept.",
        cure: "Name the account host with --service.")
    case .unreachable(let reason):
      self.init(
        .unreachable, "The account can't be looked up: \(reason.quotable).",
        cure: "Check the network, or name the account host with --service.")
    }
  }

  static func noSuchAccount(_ name: String) -> Fault {
    Fault(
      .noSuchAccount, "No account is called “\(name.quotable)”.",
      cure: "Give the whole handle, such as name.bsky.social, or the account's DID.")
  }

  /// - Parameter handle: what was typed to name an account, and names none.
  static func noHandle(_ handle: String) -> Fault {
    Fault(
      .noSuchAccount, "\(handle) stands for any account that has no handle of its own.",
      cure: "Name the account by its DID, which looks like did:plc:abcd1234.")
  }

  /// - Parameter accounts: those that had the handle when they were used last.
  static func ambiguousSession(_ handle: Handle, among accounts: [DID]) -> Fault {
    Fault(
      .noSuchAccount, "Which account \(handle) means is not certain.",
      cure: "Name it by its DID: \(accounts.map(\.description).joined(separator: " or "))")
  }

  /// - Parameters:
  ///   - name: the account asked for; nil for the default one.
  ///   - accounts: those that are signed in, as they are called.
  static func noSession(_ name: String?, among accounts: [String]) -> Fault {
    let present = accounts.joined(separator: ", ")
    switch (name?.quotable, accounts.isEmpty) {
    case (nil, true):
      return Fault(
        .signedOut, "No account is signed in.", cure: "Sign in with: skydoor login HANDLE")
    case (nil, false):
      return Fault(
        .signedOut, "Several accounts are signed in: \(present).",
        cure: "Say which one with --account HANDLE")
    case (let name?, true):
      return Fault(
        .signedOut, "No account is signed in.", cure: "Sign in with: skydoor login \(name)")
    case (let name?, false):
      return Fault(
        .signedOut, "\(name) is not signed in, but \(present).",
        cure: "Name one of these, or sign in with: skydoor login \(name)")
    }
  }
}

/// What is wrong with the saved sessions.
extension Fault {
  init(_ error: SessionStoreError) {
    switch error {
    case .file(.exposed(let path, let mode)):
      self.init(
        .sessionFile,
        "Others on this machine can read the session at \(path) (its mode is \(mode)).",
        cure: "Run: chmod 600 \(path.shellQuoted)")
    case .file(.unreadable(let path, let reason)):
      self.init(
        .sessionFile, "The session at \(path) can't be read: \(reason).",
        cure: "See whose file it is with: ls -l \(path.shellQuoted)")
    case .damaged(let path, let reason):
      self.init(
        .sessionFile, "The session at \(path) is damaged: \(reason).",
        cure: "Remove it, then sign in again: rm \(path.shellQuoted)")
    case .file(.unwritable(let path, let reason)):
      self.init(
        .sessionFile, "The session can't be saved at \(path): \(reason).",
        cure: "Make room on the disk, and see that the directory is yours.")
    case .directoryUnwritable(let directory, let reason):
      self.init(
        .sessionFile,
        "The session can't be refreshed, as nothing can be written to \(directory): \(reason).",
        cure: "You stay signed in. Make room there, and see that the directory is yours: "
          + "ls -ld \(directory.shellQuoted)")
    case .unsaved(let path, let reason):
      self.init(
        .sessionFile,
        "The refreshed session could not be saved: \(reason). Only this program has it now.",
        cure:
          "Make room before it ends, or sign in again afterwards. The session's place is \(path)")
    case .file(.busy(let path)):
      self.init(
        .sessionFile, "Another program has been holding the session at \(path) for too long.",
        cure: "End that program, then try again.")
    }
  }
}

/// What stands in the way of a change to a group.
extension Fault {
  static let locked = Fault(
    .wrongState, "The group is locked, so it can't be changed.",
    cure: "Unlock it first, then try again.")

  static let lockedForGood = Fault(
    .wrongState, "The group is locked for good: nobody can unlock it.",
    cure: "Make a new group in the app.")

  static let lockedByModeration = Fault(
    .wrongState, "The service's moderation has locked this group, so its owner can't unlock it.",
    cure: "Open the app, which says why and how to object.")

  static let noLink = Fault(
    .wrongState, "The group has no join link.", cure: "Create one first.")

  static let linkExists = Fault(
    .wrongState, "The group has a join link already, and it is on.",
    cure: "Change that one, or disable it before you create another.")

  static let linkIsOn = Fault(
    .wrongState, "The join link is on already.", cure: "Refresh the groups to see it.")

  /// What the removal of a group's owner ends with.
  public static let ownerStays = Fault(
    .refused, "The owner of a group can't be removed from it.",
    cure: "Name other members.")
}
