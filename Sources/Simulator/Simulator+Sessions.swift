/// For tests: what signing in asks for, and how long it lasts.
extension Simulator {
  /// Signs in as anybody in the world.
  /// - Parameter identifier: a handle or a DID.
  /// - Returns: nil where there is no such account.
  public func credentials(of identifier: String) -> Credentials? {
    responder.state.withLock { state in
      state.world.people.account(identifier).map(state.world.people.credentials)
    }
  }

  /// Every access token becomes expired at once (refresh still works).
  public func expireAccessTokens() {
    responder.state.withLock { $0.sessions.expireAccessTokens() }
  }

  /// Every session ends: access and refresh tokens are refused.
  public func revokeSessions() {
    responder.state.withLock { $0.sessions.revokeAll() }
  }

  /// From now on signing in asks for this code, as if it had been mailed; nil: for none.
  public func requireAuthFactor(_ code: String?) {
    responder.state.withLock { $0.authFactor = code }
  }

  /// The app password has no access to direct messages: chat calls are answered with 400
  /// `InvalidToken`, "Bad token method".
  public var appPasswordWithoutChat: Bool {
    get { responder.state.withLock { $0.sessions.excludesChat } }
    set { responder.state.withLock { $0.sessions.excludesChat = newValue } }
  }

  /// The life of the access tokens that are given out from now on. Two hours unless set.
  public var accessTokenLifetime: Duration {
    get { .milliseconds(responder.state.withLock { $0.sessions.accessLifetime }) }
    set { responder.state.withLock { $0.sessions.accessLifetime = Milliseconds(newValue) } }
  }

  /// How long a refresh token still works after it was used. Two hours unless set.
  public var refreshTokenGrace: Duration {
    get { .milliseconds(responder.state.withLock { $0.sessions.refreshGrace }) }
    set { responder.state.withLock { $0.sessions.refreshGrace = Milliseconds(newValue) } }
  }
}

extension People {
  func credentials(_ serial: Int) -> Simulator.Credentials {
    Simulator.Credentials(
      handle: handle(serial), did: did(serial), password: password(serial))
  }
}
