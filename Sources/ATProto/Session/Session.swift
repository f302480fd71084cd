import Foundation

/// A signed-in account: calls methods on its own host, refreshing the access token as needed.
///
/// However many calls wait, and however many processes share the account, a refresh happens once:
/// calls in this process share one, processes take turns by a lock and use what the other saved.
public actor Session {
  public nonisolated let did: DID
  public nonisolated let handle: Handle
  public nonisolated let host: ServiceURL

  let client: XRPCClient
  let store: SessionStore
  var state: State
  /// Calls that wait for the refresh under way, by number.
  var waiters: [Int: CheckedContinuation<Result<Void, XRPCError>, Never>] = [:]
  var lastWaiter = 0
  var isRefreshing = false
  /// How often saving is tried again where it has failed.
  let saveRetryInterval: Duration
  var nextSaveAttempt: ContinuousClock.Instant

  enum State {
    /// - expiry: when the access token ends, where that can be known and believed.
    case active(SavedSession, expiry: Date?)
    /// The host takes these tokens no more. Another process may sign in again.
    case ended(SavedSession)
    case signedOut
  }

  /// Resumes a session from the store. Makes no call.
  public init(_ saved: SavedSession, client: XRPCClient, store: SessionStore) {
    self.init(saved, client: client, store: store, saveRetryInterval: .seconds(10))
  }

  init(
    _ saved: SavedSession, client: XRPCClient, store: SessionStore, saveRetryInterval: Duration
  ) {
    self.saveRetryInterval = saveRetryInterval
    nextSaveAttempt = .now + saveRetryInterval
    did = saved.did
    handle = saved.handle
    host = saved.host
    self.client = client
    self.store = store
    state = .active(saved, expiry: AccessToken.expiry(of: saved.accessToken))
  }

  /// `com.atproto.server.createSession`; saves the session and makes it the default account.
  ///
  /// With a loopback `host` every later call goes there too; with an https one, to the account host
  /// that the DID document in the answer names.
  public static func signIn(
    identifier: String, password: String, authFactorToken: String? = nil, host: ServiceURL,
    client: XRPCClient, store: SessionStore
  ) async throws(XRPCError) -> Session {
    // Before the call: hosts count sign-ins, and a session that can't be kept is lost there.
    let reservation: SignInReservation
    do {
      reservation = try store.reserveForSignIn()
    } catch {
      throw .sessionStore(error)
    }
    let answer = try await client.call(
      ComAtprotoServer.CreateSession(
        identifier: identifier, password: password, authFactorToken: authFactorToken),
      on: host)
    let saved = SavedSession(
      did: answer.did, handle: answer.handle, host: accountHost(in: answer, from: host),
      accessToken: answer.accessJwt, refreshToken: answer.refreshJwt)
    do {
      try store.save(saved, in: reservation)
    } catch {
      throw .sessionStore(error)
    }
    return Session(saved, client: client, store: store)
  }

  /// Asks the account's host.
  /// - Parameter labelers: whose labels are wanted, for a method that shows profiles.
  public func call<M: XRPCQuery>(
    _ method: M, labelers: AcceptedLabelers? = nil
  ) async throws(XRPCError) -> M.Output {
    try await withToken { [client, host] token throws(XRPCError) in
      try await client.call(method, on: host, token: token, labelers: labelers)
    }
  }

  /// Has the account's host do something.
  /// - Parameter labelers: whose labels are wanted, for a method that shows profiles.
  public func call<M: XRPCProcedure>(
    _ method: M, labelers: AcceptedLabelers? = nil
  ) async throws(XRPCError) -> M.Output {
    try await withToken { [client, host] token throws(XRPCError) in
      try await client.call(method, on: host, token: token, labelers: labelers)
    }
  }

  /// `com.atproto.server.deleteSession`, then removes the file.
  ///
  /// The file goes even where the host can't be reached (then this throws that error after). A
  /// session that the host has ended already is no error.
  public func signOut() async throws(XRPCError) {
    // A refresh under way, here or in another process, must not write the file again after this.
    let lock = try? await store.lock(did)
    defer { withExtendedLifetime(lock) {} }
    guard let tokens = (try? store.load(did)) ?? current else { return }
    state = .signedOut
    var failure: XRPCError?
    do {
      _ = try await client.call(
        ComAtprotoServer.DeleteSession(), on: host, token: tokens.refreshToken)
    } catch {
      if !error.saysTokenIsInvalid { failure = error }
    }
    do {
      try store.remove(did)
    } catch {
      throw .sessionStore(error)
    }
    if let failure { throw failure }
  }

  /// Why the tokens in use could not be saved; nil where they are, or where this was reported before.
  package nonisolated func takeSaveError() -> SessionStoreError? {
    store.takeUnreportedError(of: did)
  }

  /// The tokens that calls go with; nil after ``signOut()``.
  private var current: SavedSession? {
    switch state {
    case .active(let session, _), .ended(let session): session
    case .signedOut: nil
    }
  }

  /// Sends a call, and once more where the host says that its token has expired.
  private func withToken<Output: Sendable>(
    _ send: @Sendable (String) async throws(XRPCError) -> Output
  ) async throws(XRPCError) -> Output {
    await retrySaving()
    let token = try await freshToken()
    do {
      return try await send(token)
    } catch {
      guard error.saysTokenExpired else { throw error }
      try await refresh(replacing: token)
      return try await send(try await freshToken())
    }
  }

  /// What a host on the network says about another place is believed only for https.
  static func accountHost(
    in answer: ComAtprotoServer.SessionOutput, from service: ServiceURL
  ) -> ServiceURL {
    guard
      !service.isLoopback, let document = answer.didDoc, document.id == answer.did.description,
      let host = document.accountHost, host.isSecure, !host.isLoopback
    else { return service }
    return host
  }
}

/// What can be told of a token without asking its host.
enum AccessToken {
  /// When the token ends, where it is a JWT that says so (RFC 7519 `exp`). Nil for any other token:
  /// its host alone knows.
  static func expiry(of token: String) -> Date? {
    struct Claims: Decodable {
      let exp: Double
    }
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var payload = parts[1].map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    payload += String(repeating: "=", count: (4 - payload.count % 4) % 4)
    guard
      let data = Data(base64Encoded: String(payload)),
      let claims = try? JSONDecoder().decode(Claims.self, from: data)
    else { return nil }
    return Date(timeIntervalSince1970: claims.exp)
  }
}
