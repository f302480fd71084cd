import Foundation

/// `com.atproto.server.*`
extension Endpoint {
  static let server = [
    Endpoint(
      "com.atproto.server.createSession", .host, access: .anyone,
      .body(["identifier", "password", "authFactorToken", "allowTakendown"])
    ) { state, call throws(ServiceError) in
      let identifier = try call.input.string("identifier")
      let password = try call.input.string("password")
      let code = try call.input.optionalString("authFactorToken")
      _ = try call.input.optionalBool("allowTakendown")
      guard let account = state.world.people.account(identifier),
        state.world.people.password(account) == password
      else {
        throw ServiceError(401, "AuthenticationRequired", "Invalid identifier or password")
      }
      if let factor = state.authFactor {
        guard let code, !code.isEmpty else {
          throw ServiceError(
            401, "AuthFactorTokenRequired",
            "A sign in code has been sent to your email address")
        }
        guard code == factor else { throw ServiceError(400, "InvalidToken", "Token is invalid") }
      }
      let pair = state.sessions.open(
        account, did: state.world.people.did(account), at: call.now)
      return state.sessionView(account, pair, withEmail: true)
    },

    Endpoint(
      "com.atproto.server.refreshSession", .host, access: .refreshToken, .nothing
    ) { state, call throws(ServiceError) in
      let people = state.world.people
      let (account, pair) = try state.sessions.refresh(
        call.token, did: people.did, at: call.now)
      return state.sessionView(account, pair, withEmail: false)
    },

    Endpoint(
      "com.atproto.server.deleteSession", .host, access: .refreshToken, .nothing
    ) { state, call throws(ServiceError) in
      state.sessions.close(refresh: call.token)
      return nil
    },

    Endpoint(
      "com.atproto.server.getSession", .host, .parameters([])
    ) { state, call throws(ServiceError) in
      state.sessionView(call.viewer, nil, withEmail: true)
    },
  ]
}

extension ServiceState {
  fileprivate func sessionView(
    _ account: Int, _ pair: Sessions.Pair?, withEmail: Bool
  ) -> JSON {
    let people = world.people
    return [
      "accessJwt": pair.map { .string($0.access) },
      "refreshJwt": pair.map { .string($0.refresh) },
      "handle": .string(people.handle(account)),
      "did": .string(people.did(account)),
      "didDoc": people.document(account, host: host),
      "email": withEmail ? .string(people.email(account)) : nil,
      "emailConfirmed": withEmail ? true : nil,
      "emailAuthFactor": withEmail ? .bool(authFactor != nil) : nil,
      "active": true,
    ]
  }
}

/// `com.atproto.identity.*`
extension Endpoint {
  static let identity = [
    Endpoint(
      "com.atproto.identity.resolveHandle", .host, access: .anyone, .parameters(["handle"])
    ) { state, call throws(ServiceError) in
      let handle = try call.parameters.string("handle")
      guard Syntax.isHandle(handle) else {
        throw .invalidRequest("handle must be a valid handle")
      }
      guard let serial = state.world.people.serial(handle: handle) else {
        throw .invalidRequest("Unable to resolve handle")
      }
      return ["did": .string(state.world.people.did(serial))]
    }
  ]
}

/// The sessions of the account host: the tokens, whose they are, and when they end.
struct Sessions {
  struct Pair {
    let access: String
    let refresh: String
  }

  // The lifetimes are those of the reference account host (`@atproto/pds`).

  /// The life of a new access token.
  var accessLifetime = 2 * Milliseconds.hour
  /// How long a refresh token still works after it was used: an answer may have been lost.
  var refreshGrace = 2 * Milliseconds.hour
  /// The app password has no access to direct messages.
  var excludesChat = false

  private static let refreshLifetime = 90 * Milliseconds.day

  private enum Kind { case access, refresh }

  private struct Token {
    let kind: Kind
    let account: Int
    let session: Int
    var expires: Milliseconds
    /// The refresh token that took over from this one.
    var successor: String?
  }

  private var tokens: [String: Token] = [:]
  private var sessions = 0

  mutating func open(_ account: Int, did: String, at now: Milliseconds) -> Pair {
    sessions += 1
    return Pair(
      access: issue(.access, account, did, session: sessions, at: now),
      refresh: issue(.refresh, account, did, session: sessions, at: now))
  }

  /// A new pair for a refresh token. Within the grace the same successor is given again.
  mutating func refresh(
    _ text: String, did: (Int) -> String, at now: Milliseconds
  ) throws(ServiceError) -> (account: Int, pair: Pair) {
    var token = try self.token(text, .refresh)
    guard now < token.expires else { throw Self.revoked }
    let did = did(token.account)
    let successor =
      token.successor
      ?? issue(.refresh, token.account, did, session: token.session, at: now)
    if token.successor == nil {
      token.successor = successor
      token.expires = min(token.expires, now + refreshGrace)
      tokens[text] = token
    }
    let access = issue(.access, token.account, did, session: token.session, at: now)
    return (token.account, Pair(access: access, refresh: successor))
  }

  /// The account that an access token speaks for.
  func account(access text: String, at now: Milliseconds) throws(ServiceError) -> Int {
    let token = try token(text, .access)
    guard now < token.expires else { throw ServiceError(400, "ExpiredToken", "Token has expired") }
    return token.account
  }

  /// The account of a refresh token, which may have expired.
  func account(refresh text: String) throws(ServiceError) -> Int {
    try token(text, .refresh).account
  }

  /// Ends the session that a refresh token belongs to.
  mutating func close(refresh text: String) {
    guard let session = tokens[text]?.session else { return }
    for (text, token) in tokens where token.session == session { tokens[text]?.expires = 0 }
  }

  mutating func expireAccessTokens() {
    for (text, token) in tokens where token.kind == .access { tokens[text]?.expires = 0 }
  }

  mutating func revokeAll() {
    for text in tokens.keys { tokens[text]?.expires = 0 }
  }

  private static let revoked = ServiceError(400, "ExpiredToken", "Token has been revoked")

  private func token(_ text: String, _ kind: Kind) throws(ServiceError) -> Token {
    guard let token = tokens[text] else {
      throw ServiceError(400, "InvalidToken", "Token could not be verified")
    }
    guard token.kind == kind else { throw ServiceError(400, "InvalidToken", "Bad token scope") }
    return token
  }

  /// A token in the form of a JWT. Its signature is noise: what makes it valid is being in the table.
  private mutating func issue(
    _ kind: Kind, _ account: Int, _ did: String, session: Int, at now: Milliseconds
  ) -> String {
    let lifetime = kind == .access ? accessLifetime : Self.refreshLifetime
    let expires = now + lifetime
    let type: String
    let scope: String
    switch kind {
    case .access:
      type = "at+jwt"
      scope = excludesChat ? "com.atproto.appPass" : "com.atproto.appPassPrivileged"
    case .refresh:
      type = "refresh+jwt"
      scope = "com.atproto.refresh"
    }
    let header: JSON = ["typ": .string(type), "alg": "ES256K"]
    let payload: JSON = [
      "scope": .string(scope), "sub": .string(did), "aud": "did:web:pds.example",
      "iat": .integer(Int(now / Milliseconds.second)),
      "exp": .integer(Int((expires + Milliseconds.second - 1) / Milliseconds.second)),
      "jti": kind == .refresh ? .string(Self.base64URL(Self.noise(32))) : nil,
    ]
    let text = [header.encoded, payload.encoded, Self.noise(64)].map(Self.base64URL)
      .joined(separator: ".")
    tokens[text] = Token(kind: kind, account: account, session: session, expires: expires)
    return text
  }

  private static func noise(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max) }
  }

  private static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
