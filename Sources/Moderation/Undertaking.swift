import ATProto

/// Something to be done at the service that must not be done twice, and of which it can be seen
/// whether it is done.
struct Undertaking: Sendable {
  /// Does it, with one call.
  let send: @Sendable () async throws(XRPCError) -> Void
  /// Looks whether it is done.
  let isDone: @Sendable () async throws(Fault) -> Bool
}
