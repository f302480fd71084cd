import Foundation

/// How a session keeps its access token fresh.
extension Session {
  /// How many seconds before its end an access token is replaced: longer than a call may take.
  private static let refreshMargin: TimeInterval = 60

  /// The access token to send, refreshed first where it is about to end.
  func freshToken() async throws(XRPCError) -> String {
    if case .active(let session, let expiry?) = state,
      expiry.timeIntervalSinceNow < Self.refreshMargin
    {
      do {
        try await refresh(replacing: session.accessToken)
      } catch .sessionStore(.directoryUnwritable) {
        // The token may be good for a while. Once it is not, the host says so, and the refresh that
        // follows on that says why there is none.
      }
    }
    switch state {
    case .active(let session, _): return session.accessToken
    case .ended(let session): return try revived(from: session).accessToken
    case .signedOut: throw .signedOut
    }
  }

  /// Waits until another access token has taken the place of `stale`; at once where one has.
  ///
  /// Whoever comes first starts the refresh, and all wait for the same one. A waiter that is
  /// cancelled leaves; the refresh goes on for the others.
  func refresh(replacing stale: String) async throws(XRPCError) {
    guard case .active(let session, _) = state, session.accessToken == stale else { return }
    lastWaiter += 1
    let number = lastWaiter
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiters[number] = continuation
        if !isRefreshing {
          isRefreshing = true
          Task { await refresh(session) }
        }
      }
    } onCancel: {
      Task { await leave(number) }
    }
    try result.get()
  }

  private func leave(_ waiter: Int) {
    waiters.removeValue(forKey: waiter)?.resume(returning: .failure(.cancelled))
  }

  private func refresh(_ session: SavedSession) async {
    let result: Result<Void, XRPCError>
    do {
      adopt(try await renewed(session))
      result = .success(())
    } catch {
      if error == .signedOut, case .active = state { state = .ended(session) }
      result = .failure(error)
    }
    isRefreshing = false
    let waiting = waiters.values
    waiters = [:]
    for waiter in waiting { waiter.resume(returning: result) }
  }

  private func adopt(_ session: SavedSession) {
    guard case .active = state else { return }
    // A token that is new and seems to have ended already means that the clocks differ: from here
    // on the host's word counts.
    let expiry = AccessToken.expiry(of: session.accessToken)
    let isBelievable = expiry.map { $0.timeIntervalSinceNow > Self.refreshMargin } ?? false
    state = .active(session, expiry: isBelievable ? expiry : nil)
  }

  /// A new pair of tokens, already saved where that is possible: from the host, or from another
  /// process that was faster.
  private func renewed(_ session: SavedSession) async throws(XRPCError) -> SavedSession {
    let lock: FileLock
    do {
      lock = try await store.lock(did)
    } catch .sessionStore(let error) {
      throw .sessionStore(error.blockingRefresh(in: store.directory))
    }
    defer { withExtendedLifetime(lock) {} }
    if let newer = try newer(than: session) { return newer }
    // Before the call, which uses the old pair up.
    let reservation: PrivateFile.Reservation
    do {
      reservation = try store.reserve(for: did)
    } catch {
      throw .sessionStore(error)
    }
    let answer: ComAtprotoServer.SessionOutput
    do {
      answer = try await client.call(
        ComAtprotoServer.RefreshSession(), on: host, token: session.refreshToken)
    } catch {
      guard error.saysTokenIsInvalid else { throw error.asFailedRefresh }
      // Someone without the lock may have signed in meanwhile.
      if let newer = try newer(than: session) { return newer }
      throw .signedOut
    }
    guard answer.did == did else {
      throw .unreachable(reason: "the session could not be refreshed: it is another account's")
    }
    let renewed = SavedSession(
      did: did, handle: answer.handle, host: host, accessToken: answer.accessJwt,
      refreshToken: answer.refreshJwt)
    // Before its first use: the old pair ends with it, and a crash must not lose the account.
    store.saveOrRemember(renewed, after: session, in: reservation)
    return renewed
  }

  /// Tries again to save what could not be saved, once in a while.
  func retrySaving() async {
    guard store.isUnsaved(did), ContinuousClock.now >= nextSaveAttempt else { return }
    nextSaveAttempt = .now + saveRetryInterval
    // Whoever has the lock will have saved something newer.
    guard let lock = try? await store.lock(did, limit: .zero) else { return }
    defer { withExtendedLifetime(lock) {} }
    // Looked at under the lock: the account may have signed in, or out, elsewhere.
    guard let session = try? store.load(did), store.isUnsaved(did) else { return }
    try? store.save(session)
  }

  /// What the file holds, where that is not what this session has.
  /// - Throws: ``XRPCError/signedOut`` where there is no file (another process has signed out), or
  ///   its tokens are another host's (the account has moved) and must not go to this one.
  private func newer(than session: SavedSession) throws(XRPCError) -> SavedSession? {
    let saved: SavedSession?
    do {
      saved = try store.load(did)
    } catch {
      throw .sessionStore(error)
    }
    guard let saved, saved.host == host else { throw .signedOut }
    return saved.hasSameTokens(as: session) ? nil : saved
  }

  /// Goes on with what another process has saved since this session ended. Spares the host calls
  /// that can only fail.
  private func revived(from session: SavedSession) throws(XRPCError) -> SavedSession {
    guard let newer = try newer(than: session) else { throw .signedOut }
    state = .active(newer, expiry: AccessToken.expiry(of: newer.accessToken))
    return newer
  }
}

extension XRPCError {
  /// The access token has expired: hosts say so with 400 or 401, so that only the name counts.
  var saysTokenExpired: Bool {
    if case .refused(_, "ExpiredToken", _, _) = self { true } else { false }
  }

  /// The host takes the refresh token no more.
  var saysTokenIsInvalid: Bool {
    guard case .refused(_, let name, _, _) = self else { return false }
    return name == "ExpiredToken" || name == "InvalidToken"
  }

  /// The error for a call whose refresh failed. The call itself never went out, so that nothing may
  /// read as if it might have been carried out.
  fileprivate var asFailedRefresh: XRPCError {
    switch self {
    case .noAnswer(let reason), .malformedAnswer(let reason):
      .unreachable(reason: "the session could not be refreshed: \(reason)")
    case .answerTooLarge:
      .unreachable(reason: "the session could not be refreshed: the answer is too large")
    case .refused(let status, _, _, _) where status != 429:
      .unreachable(reason: "the session could not be refreshed: the host answered \(status)")
    case .redirected:
      .unreachable(reason: "the session could not be refreshed: the host redirects")
    case .refused, .unreachable, .signedOut, .sessionStore, .cancelled:
      self
    }
  }
}
