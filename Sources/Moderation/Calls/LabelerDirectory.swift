import ATProto
import Foundation

/// When the labelers in force are read anew.
public enum LabelerUpkeep: Sendable {
  /// Where what was read last is hours old: before the first answer that shows labels. For commands.
  case first
  /// Once at the start and every few hours, while what was read last is used. For a front end that
  /// stays open, and reads again what it shows where they have changed.
  case meanwhile
}

/// Knows whose labels count. It is read from the service when it has to be known, and kept for the
/// next start.
actor LabelerDirectory {
  /// What is older is read again.
  private static let lifetime: TimeInterval = 4 * 60 * 60
  /// After a failure nobody is asked for a while.
  private static let rest: TimeInterval = 5 * 60
  /// How long a list on the screen waits for the first reading.
  private static let patience = Duration.seconds(1)

  private let file: LabelersFile?
  private let upkeep: LabelerUpkeep
  private let now: @Sendable () -> Date
  private let notice: @Sendable (ServiceNotice) -> Void

  /// Nil until something is kept or read, or a reading has failed.
  private var known: Labelers? {
    didSet { if let known, known != oldValue { notice(.labelers(known)) } }
  }
  private var hasLooked = false
  private var isReadHere = false
  /// No reading begins before.
  private var restsUntil: Date?
  private var reading: Task<Void, Never>?

  init(
    file: LabelersFile?, upkeep: LabelerUpkeep, now: @escaping @Sendable () -> Date,
    notice: @escaping @Sendable (ServiceNotice) -> Void
  ) {
    self.file = file
    self.upkeep = upkeep
    self.now = now
    self.notice = notice
  }

  /// Those known now. Makes no call.
  func current() -> Labelers {
    if !hasLooked {
      hasLooked = true
      known = file?.read()
    }
    return known ?? Labelers()
  }

  /// Those in force, for an answer that shows labels. A command waits until they are known. A front
  /// end that stays open is not held up: it goes on with Bluesky's own where the reading takes long,
  /// and reads again what it shows once it is done.
  func inForce(for caller: ServiceCaller) async -> Labelers {
    let current = current()
    guard isOld else { return current }
    let reading = startReading(for: caller)
    switch upkeep {
    case .first: await reading.value
    case .meanwhile:
      if known == nil { await Self.wait(for: reading, atMost: Self.patience, caller.time) }
      // Told, so that what is shown is read again once more is known.
      if known == nil { known = Labelers() }
    }
    return self.current()
  }

  private static func wait(
    for reading: Task<Void, Never>, atMost patience: Duration, _ time: ServiceClock
  ) async {
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    Task {
      await reading.value
      end.finish()
    }
    let clock = Task {
      try? await time.sleep(patience)
      end.finish()
    }
    for await _ in ends {}
    clock.cancel()
  }

  /// Those in force, read by this process.
  func read(for caller: ServiceCaller) async -> Labelers {
    _ = current()
    if !isReadHere, !isResting { await startReading(for: caller).value }
    return current()
  }

  private var isResting: Bool { restsUntil.map { now() < $0 } ?? false }

  private var isOld: Bool {
    guard !isResting else { return false }
    guard let readAt = known?.readAt, upkeep == .first || isReadHere else { return true }
    // A date to come is one that a clock set back has left.
    return !(0..<Self.lifetime).contains(now().timeIntervalSince(readAt))
  }

  /// However many wait, one asks.
  private func startReading(for caller: ServiceCaller) -> Task<Void, Never> {
    if let reading { return reading }
    let task = Task {
      await readSubscriptions(for: caller)
      reading = nil
      // Nobody waits for a name.
      if upkeep == .meanwhile { Task { await readNames(for: caller) } }
    }
    reading = task
    return task
  }

  private func readSubscriptions(for caller: ServiceCaller) async {
    do throws(Fault) {
      let subscribed = try await caller.ask(AppBskyActor.GetPreferences()).labelers
      known = Labelers(subscribed: subscribed, names: known?.names ?? [:], readAt: now())
      isReadHere = true
      keep()
    } catch {
      restsUntil = max(now() + Self.rest, error.retryAt ?? .distantPast)
      var labelers = known ?? Labelers()
      labelers.fault = error
      known = labelers
    }
  }

  private func readNames(for caller: ServiceCaller) async {
    guard
      let views = try? await caller.ask(
        AppBskyLabeler.GetServices(dids: current().inForce)
      ).views
    else { return }
    var labelers = current()
    for creator in views.map(\.creator) {
      let name = creator.displayName ?? ""
      labelers.names[creator.did] =
        name.allSatisfy(\.isWhitespace) ? "@\(creator.handle)" : name
    }
    known = labelers
    keep()
  }

  private func keep() {
    if let known { file?.write(known) }
  }
}
