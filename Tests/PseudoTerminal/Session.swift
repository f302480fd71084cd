import CPseudoTerminal
import Foundation
import Synchronization

/// What the threads that serve a pseudo-terminal share. One reads what the program writes and
/// wakes whoever waits; one waits for the program's end.
final class Session: Sendable {
  struct Snapshot {
    var screen: ScreenEmulator
    var output: [UInt8] = []
    var lastOutput = ContinuousClock.now
    var exitStatus: ExitStatus?
    /// Nothing more can come.
    var isDrained = false

    /// Why there is nothing more to wait for; nil while there is.
    var failure: PseudoTerminalError? {
      isDrained ? exitStatus.map { .ended($0, screen: screen.text) } : nil
    }
  }

  private struct State {
    var snapshot: Snapshot
    var waiters: [Waiter] = []
    var isHungUp = false
    var isEnding = false
    var isClosed = false
  }

  private let state: Mutex<State>
  private let controller: Int32
  private let process: Int32
  private let wake: (reading: Int32, writing: Int32)

  init(controller: Int32, process: Int32, screen: ScreenEmulator) {
    self.controller = controller
    self.process = process
    state = Mutex(State(snapshot: Snapshot(screen: screen)))
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0, "no file descriptors left")
    wake = (ends[0], ends[1])
  }

  deinit {
    CPseudoTerminal.close(wake.reading)
    CPseudoTerminal.close(wake.writing)
  }

  func start() {
    Thread.detachNewThread { self.serve() }
    Thread.detachNewThread { self.awaitEnd() }
  }

  // MARK: what the owner asks for

  var snapshot: Snapshot { state.withLock { $0.snapshot } }

  var modes: TerminalModes? {
    state.withLock { $0.isClosed ? nil : TerminalModes(descriptor: controller) }
  }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, !state.withLock({ $0.isClosed }) {
      let count = rest.withUnsafeBytes {
        CPseudoTerminal.write(controller, $0.baseAddress, $0.count)
      }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
    }
  }

  func resize(columns: Int, rows: Int) {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.snapshot.screen.resize(columns: columns, rows: rows)
      _ = pseudo_terminal_resize(controller, Int32(columns), Int32(rows))
    }
  }

  func signal(_ number: Int32) {
    state.withLock { state in
      // A collected process's id may be someone else's by now.
      if state.snapshot.exitStatus == nil { kill(process, number) }
    }
  }

  /// Ends everything: the program, the threads, the terminal.
  func end() {
    signal(SIGKILL)
    state.withLock { $0.isEnding = true }
    wakeUp()
  }

  func hangUp() {
    state.withLock { $0.isHungUp = true }
    wakeUp()
  }

  /// Waits until `answer` has one.
  func wait<Success: Sendable>(
    limit: Duration,
    for answer: @escaping @Sendable (Snapshot) -> Result<Success, PseudoTerminalError>?
  ) async throws -> Success {
    try await withCheckedThrowingContinuation { continuation in
      let waiter = Waiter(deadline: .now + limit) { snapshot, isOverdue in
        let deadline: Result<Success, PseudoTerminalError>? =
          isOverdue ? .failure(.deadline(screen: snapshot.screen.text)) : nil
        guard let result = answer(snapshot) ?? deadline else { return false }
        continuation.resume(with: result)
        return true
      }
      state.withLock { $0.waiters.append(waiter) }
      wakeUp()
    }
  }

  private func wakeUp() {
    var byte: UInt8 = 0
    _ = CPseudoTerminal.write(wake.writing, &byte, 1)
  }

  // MARK: the threads

  private func serve() {
    while true {
      let (isEnding, isWatched, isReadable) = state.withLock { state in
        if state.isEnding || state.isHungUp { close(&state) }
        return (state.isEnding, !state.waiters.isEmpty, !state.snapshot.isDrained)
      }
      if isEnding, !isWatched { return }
      var waits = [
        pollfd(fd: isReadable ? controller : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake.reading, events: Int16(POLLIN), revents: 0),
      ]
      // Deadlines and quiet times pass without an event.
      poll(&waits, nfds_t(waits.count), isWatched ? 5 : -1)
      if waits[1].revents != 0 {
        var bytes = [UInt8](repeating: 0, count: 64)
        _ = read(wake.reading, &bytes, bytes.count)
      }
      if waits[0].revents != 0 { readOutput() }
      answerWaiters()
    }
  }

  private func close(_ state: inout State) {
    if !state.isClosed { CPseudoTerminal.close(controller) }
    state.isClosed = true
    state.snapshot.isDrained = true
  }

  private func readOutput() {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(controller, &bytes, bytes.count)
    let failed = count < 0 && errno != EINTR
    let now = ContinuousClock.now
    state.withLock { state in
      if count > 0 {
        state.snapshot.output += bytes[..<count]
        state.snapshot.screen.feed(bytes[..<count])
        state.snapshot.lastOutput = now
      } else if count == 0 || failed {
        // The last program on the terminal has closed it.
        state.snapshot.isDrained = true
      }
    }
  }

  private func answerWaiters() {
    state.withLock { state in
      let snapshot = state.snapshot
      let isEnding = state.isEnding
      state.waiters.removeAll {
        $0.resume(snapshot, isEnding || ContinuousClock.now >= $0.deadline)
      }
    }
  }

  private func awaitEnd() {
    process_wait(process)
    state.withLock { state in
      var bySignal = false
      let number = process_collect(process, &bySignal)
      state.snapshot.exitStatus = bySignal ? .signalled(number) : .exited(number)
    }
    wakeUp()
  }
}
