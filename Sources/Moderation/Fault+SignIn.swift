import ATProto
import Text

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
