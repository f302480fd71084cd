import ATProto

/// Carries out decisions, each at most once as far as anybody can tell.
final class Decider: Sendable {
  private let caller: ServiceCaller
  private let courier: Courier
  private let blocks: Blocks

  init(caller: ServiceCaller, concurrency: Int) {
    self.caller = caller
    courier = Courier(caller: caller, concurrency: concurrency)
    blocks = Blocks(caller: caller, courier: courier)
  }

  /// Sends one decision and settles it. Cancelling the task stops what has not been sent; what has
  /// been is settled first.
  func decide(_ decision: Decision) async -> Settlement {
    let request = decision.request
    return switch decision.verdict {
    case .reject: Settlement(of: await courier.carryOut(.rejection(of: request, by: caller)))
    case .approve: Settlement(of: await courier.carryOut(.approval(of: request, by: caller)))
    case .rejectAndBlock: await rejectAndBlock(request)
    }
  }

  /// The block comes first: somebody who is turned down can ask again at once, somebody who is
  /// blocked can't.
  private func rejectAndBlock(_ request: JoinRequest.ID) async -> Settlement {
    let wasBlocked = blocks.includes(request.member)
    switch await blocks.block(request.member) {
    case .done, .moot: break
    case .failed(let cause):
      return Settlement(.failed(.notBlocked(because: cause)), cause: cause)
    case .unconfirmed(let cause):
      return Settlement(.failed(.perhapsBlocked(because: cause)), cause: cause)
    }
    let rejection = await courier.carryOut(
      .rejection(of: request, by: caller), isOverdue: !wasBlocked)
    switch rejection {
    case .done, .moot: return Settlement(of: rejection)
    case .failed(let cause):
      return Settlement(.failed(.blockedOnly(because: cause)), cause: cause)
    case .unconfirmed(let cause):
      return Settlement(
        .failed(.blockedAndPerhapsRejected(because: cause)), cause: .unconfirmed(cause))
    }
  }
}
