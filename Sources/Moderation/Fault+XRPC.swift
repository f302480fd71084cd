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
