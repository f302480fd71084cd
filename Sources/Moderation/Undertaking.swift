import ATProto

/// Something to be done at the service that must not be done twice, and of which it can be seen
/// whether it is done.
struct Undertaking<Output: Sendable>: Sendable {
  /// Does it, with one call.
  let send: @Sendable () async throws(XRPCError) -> Output
  /// Looks whether it is done, and what has come of it; nil where it is not.
  let look: @Sendable () async throws(Fault) -> Output?
}
