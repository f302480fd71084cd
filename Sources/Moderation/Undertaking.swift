import ATProto
import Foundation

/// Something to be done at the service that must not be done twice, and of which a look can show
/// whether it is done.
struct VerifiableCall<Output: Sendable>: Sendable {
  /// Does it, with one call.
  let send: @Sendable () async throws(XRPCError) -> Output
  /// Looks what has come of it.
  ///
  /// Where a call may have done it, only proof says so: that there is nothing left to do can be the
  /// work of somebody else. Where none can have done it, no proof is looked for.
  let look: @Sendable (_ mayBeDone: Bool) async throws(Fault) -> Verification<Output>
}

/// What a look shows of a ``VerifiableCall``.
enum Verification<Output: Sendable>: Sendable {
  /// It is proven to be done.
  case done(Output)
  /// It is not done.
  case undone
  /// There is nothing left to do, and nothing proves that a call has done it.
  case gone(Output)
}

/// What it takes to prove later, also for another process, that a decision was carried out.
struct Evidence: Equatable, Sendable {
  /// When the request was made that was decided on; nil where that is not known.
  var requestedAt: Date?
  /// A place in the log from before the call; nil where none was known.
  var logCursor: String?
  /// The key of the record that blocks the person.
  var blockKey: TID?
}
