/// `com.atproto.server.*`
extension Endpoint {
  static let server = [
    Endpoint(
      "com.atproto.server.createSession", .host, access: .anyone,
      .body(["identifier", "password", "authFactorToken", "allowTakendown"])
    ) { state, call throws(Refusal) in
      let identifier = try call.input.string("identifier")
      let password = try call.input.string("password")
      let code = try call.input.optionalString("authFactorToken")
      _ = try call.input.optionalBool("allowTakendown")
      guard let account = state.world.people.account(identifier),
        state.world.people.password(account) == password
      else {
        throw Refusal(401, "AuthenticationRequired", "Invalid identifier or password")
      }
      if let factor = state.authFactor {
        guard let code, !code.isEmpty else {
          throw Refusal(
            401, "AuthFactorTokenRequired",
            "A sign in code has been sent to your email address")
        }
        guard code == factor else { throw Refusal(400, "InvalidToken", "Token is invalid") }
      }
      let pair = state.sessions.open(
        account, did: state.world.people.did(account), at: call.now)
      return state.sessionView(account, pair, withEmail: true)
    },

    Endpoint(
      "com.atproto.server.refreshSession", .host, access: .refreshToken, .nothing
    ) { state, call throws(Refusal) in
      let people = state.world.people
      let (account, pair) = try state.sessions.refresh(
        call.token, did: people.did, at: call.now)
      return state.sessionView(account, pair, withEmail: false)
    },

    Endpoint(
      "com.atproto.server.deleteSession", .host, access: .refreshToken, .nothing
    ) { state, call throws(Refusal) in
      state.sessions.close(refresh: call.token)
      return nil
    },

    Endpoint(
      "com.atproto.server.getSession", .host, .parameters([])
    ) { state, call throws(Refusal) in
      state.sessionView(call.viewer, nil, withEmail: true)
    },
  ]
}

extension State {
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
