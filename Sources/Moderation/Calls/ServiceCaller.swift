import ATProto
import Foundation

/// Makes the calls of one account, with patience where a failure may pass.
struct ServiceCaller: Sendable {
  let session: Session
  let retries: RetryPolicy
  let monitor: CallMonitor
  let time: ServiceClock
  let logPosition = LogPosition()
  let labelers: LabelerDirectory

  /// Asks, and asks again where the failure may pass.
  func ask<Query: XRPCQuery>(_ query: Query) async throws(Fault) -> Query.Output {
    let labelers = await accepted(by: Query.self)
    return try await patiently { () async throws(XRPCError) in
      try await session.call(query, labelers: labelers)
    }
  }

  /// Asks for a record, which need not be there, and asks again where the failure may pass.
  /// - Returns: nil where it is not there.
  func find<Query: XRPCQuery>(_ query: Query) async throws(Fault) -> Query.Output? {
    try await patiently { () async throws(XRPCError) -> Query.Output? in
      do throws(XRPCError) {
        return try await session.call(query)
      } catch {
        guard error.saysThereIsNoRecord else { throw error }
        return nil
      }
    }
  }

  /// Asks about people.
  /// - Parameter needsLabels: the caller looks at their labels, so that it has to be known first whose
  ///   count.
  /// - Returns: the answer, and what it is to be understood with.
  func askAboutPeople<Query: XRPCQuery>(
    _ query: Query, needsLabels: Bool = true
  ) async throws(Fault) -> (output: Query.Output, context: AnswerContext) {
    let labelers = await known(needsLabels)
    // An answer is as old as the attempt that brought it.
    return try await patiently { () async throws(XRPCError) in
      let context = AnswerContext(at: time.now(), labelers: labelers)
      return (try await session.call(query, labelers: labelers.accepted), context)
    }
  }

  /// The same, once: for a caller that asks again by itself.
  func askAboutPeopleOnce<Query: XRPCQuery>(
    _ query: Query, needsLabels: Bool
  ) async throws(Fault) -> (output: Query.Output, context: AnswerContext) {
    let labelers = await known(needsLabels)
    let context = AnswerContext(at: time.now(), labelers: labelers)
    do {
      let output = try await watched { () async throws(XRPCError) in
        try await session.call(query, labelers: labelers.accepted)
      }
      return (output, context)
    } catch {
      throw ending(fault(error))
    }
  }

  /// Does something that may be done any number of times with the same result.
  func repeatable<Procedure: XRPCProcedure>(
    _ procedure: Procedure
  ) async throws(Fault) -> Procedure.Output {
    let labelers = await accepted(by: Procedure.self)
    return try await patiently { () async throws(XRPCError) in
      try await session.call(procedure, labelers: labelers)
    }
  }

  /// Does something, once. What a failure means is left to the caller.
  func once<Procedure: XRPCProcedure>(
    _ procedure: Procedure
  ) async throws(XRPCError) -> Procedure.Output {
    let labelers = await accepted(by: Procedure.self)
    return try await watched { () async throws(XRPCError) in
      try await session.call(procedure, labelers: labelers)
    }
  }

  /// One group as it is now: `chat.bsky.convo.getConvo`.
  /// - Throws: `.notOwner` when it is another account's, `.groupGone` when it is not there any more.
  func group(_ id: Group.ID) async throws(Fault) -> Group {
    let convo = try await ask(ChatBskyConvo.GetConvo(convoId: id)).convo
    if let group = Group(convo, ownedBy: session.did) { return group }
    throw convo.hidesOwner(from: session.did) ? .unreadable(1, "group") : .notOwner
  }

  /// Waits before a call is tried again: until the fault's own date, or with growing pauses. These
  /// are kept to where the date has come too soon before: a service may say "now" for ever.
  /// - Parameter attempt: the one that failed, counted from 1.
  /// - Throws: `.rateLimited` when the service asks for more than the policy allows, `.cancelled`.
  func pause(after attempt: Int, because fault: Fault) async throws(Fault) {
    let delay = retries.delay(after: attempt)
    let date = time.now() + delay.seconds
    guard let asked = fault.retryAt else {
      return try await pause(delay, until: date, because: fault)
    }
    try await pause(until: attempt > 1 ? max(asked, date) : asked, because: fault)
  }

  /// - Throws: `.rateLimited` when that is further off than the policy allows, `.cancelled`.
  func pause(until date: Date, because fault: Fault) async throws(Fault) {
    let delay = Duration.seconds(max(0, date.timeIntervalSince(time.now())))
    guard delay <= retries.pauseLimit else { throw ending(.rateLimited(until: date)) }
    try await pause(delay, until: date, because: fault)
  }

  private func pause(
    _ delay: Duration, until date: Date, because fault: Fault
  ) async throws(Fault) {
    monitor.retrying(at: date, because: fault)
    do {
      try await time.sleep(delay)
    } catch {
      monitor.gaveUp(because: fault)
      throw .cancelled
    }
  }

  /// Waits until a call can't be on its way any more that a process has made which died. An earlier
  /// look proves nothing.
  /// - Throws: `.cancelled`.
  func waitOutGrace(since sentAt: Date) async throws(Fault) {
    let grace: TimeInterval = 2
    let rest = grace - time.now().timeIntervalSince(sentAt)
    guard rest > 0 else { return }
    do {
      // A clock that was set back must not make anybody wait for hours.
      try await time.sleep(.seconds(min(rest, grace)))
    } catch {
      throw .cancelled
    }
  }

  /// Looks every 100 ms, for a minute, until no other process is at the same thing.
  /// - Parameters:
  ///   - fault: thrown where another process still is.
  ///   - look: nil while another process is at it.
  /// - Throws: what the look throws, `.cancelled`.
  func waitForOthers<Value>(
    orThrow fault: Fault, _ look: () async throws(Fault) -> Value?
  ) async throws(Fault) -> Value {
    for _ in 0..<600 {
      if Task.isCancelled { throw .cancelled }
      if let value = try await look() { return value }
      do { try await time.sleep(.milliseconds(100)) } catch { throw .cancelled }
    }
    throw fault
  }

  func fault(_ error: XRPCError) -> Fault {
    Fault(error, host: session.host, account: account)
  }

  private func known(_ mustBeRead: Bool) async -> Labelers {
    if mustBeRead { await labelers.inForce(for: self) } else { await labelers.current() }
  }

  /// Whom an answer is to have labels by that nobody looks at: no call is made to know it better.
  private func accepted<Method: XRPCMethod>(by _: Method.Type) async -> AcceptedLabelers? {
    Method.showsProfiles ? await labelers.current().accepted : nil
  }

  /// What a call ends with that is not tried again.
  private func ending(_ fault: Fault) -> Fault {
    monitor.gaveUp(because: fault)
    return fault
  }

  /// What signs the account in again.
  private var account: String {
    session.handle.isPlaceholder ? session.did.description : session.handle.description
  }

  /// Makes one call, and tells of a session that could not be saved on the way.
  private func watched<Output>(
    _ call: () async throws(XRPCError) -> Output
  ) async throws(XRPCError) -> Output {
    defer {
      if let error = session.takeSaveError() { monitor.tell(.sessionUnsaved(Fault(error))) }
    }
    return try await monitor.watch(call)
  }

  private func patiently<Output>(
    _ call: () async throws(XRPCError) -> Output
  ) async throws(Fault) -> Output {
    var (failures, pauses) = (0, 0)
    while true {
      let error: XRPCError
      do {
        return try await watched(call)
      } catch let failure {
        error = failure
      }
      if case .refused(429, _, _, _) = error {
        pauses += 1
        guard pauses <= retries.pauses else { throw ending(fault(error)) }
        try await pause(after: pauses, because: fault(error))
      } else {
        failures += 1
        guard error.mayPass, failures < retries.attempts else { throw ending(fault(error)) }
        try await pause(after: failures, because: fault(error))
      }
    }
  }
}

extension XRPCError {
  /// Hosts that are not of today have no name for it.
  fileprivate var saysThereIsNoRecord: Bool {
    switch self {
    case .refused(400...404, "RecordNotFound", _, _): true
    case .refused(400...404, "InvalidRequest", let message, _):
      message?.hasPrefix("Could not locate record") ?? false
    case .refused, .unreachable, .noAnswer, .malformedAnswer, .answerTooLarge, .redirected,
      .signedOut, .sessionStore, .cancelled:
      false
    }
  }

  /// The same call may well succeed a little later.
  fileprivate var mayPass: Bool {
    switch self {
    case .refused(let status, _, _, _): [502, 503, 504].contains(status)
    case .noAnswer: true
    case .unreachable, .malformedAnswer, .answerTooLarge, .redirected, .signedOut, .sessionStore,
      .cancelled:
      false
    }
  }
}

extension Duration {
  var seconds: Double { self / .seconds(1) }
}
