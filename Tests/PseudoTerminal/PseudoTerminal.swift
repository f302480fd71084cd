import CPseudoTerminal
import Foundation

/// A program under a pseudo-terminal, and the person in front of it.
///
///     let terminal = try PseudoTerminal("/usr/bin/vi", ["-R", path], environment: environment)
///     try await terminal.wait { $0.contains("~") }
///     terminal.send(":q\r")
///     #expect(try await terminal.exit() == .exited(0))
///
/// The program is killed when this object goes.
public final class PseudoTerminal: Sendable {
  /// The program's process id, which is that of its session and process group too.
  public let processID: Int32
  /// The terminal's modes before the program had it.
  public let originalModes: TerminalModes?
  private let session: Session

  /// Starts a program.
  /// - Parameters:
  ///   - program: its path; a name without a slash is looked for in `PATH`.
  ///   - arguments: without the program itself.
  ///   - environment: all that it gets; `TERM` is added.
  ///   - type: the terminal's type, one that ``ScreenEmulator`` understands.
  /// - Throws: ``PseudoTerminalError/cannotStart(program:error:)``.
  public init(
    _ program: String, _ arguments: [String] = [],
    environment: [String: String] = ProcessInfo.processInfo.environment,
    type: String = "xterm-256color", columns: Int = 80, rows: Int = 24
  ) throws {
    var (controller, terminal): (Int32, Int32) = (-1, -1)
    guard pseudo_terminal_open(Int32(columns), Int32(rows), &controller, &terminal) else {
      throw PseudoTerminalError.cannotStart(program: program, error: errno)
    }
    originalModes = TerminalModes(descriptor: terminal)
    var environment = environment
    environment["TERM"] = type
    let argv = CStrings([program] + arguments)
    let envp = CStrings(environment.map { "\($0)=\($1)" })
    processID = pseudo_terminal_spawn(
      terminal, Self.find(program), argv.pointers, envp.pointers)
    let error = errno
    CPseudoTerminal.close(terminal)
    guard processID > 0 else {
      CPseudoTerminal.close(controller)
      throw PseudoTerminalError.cannotStart(program: program, error: error)
    }
    session = Session(
      controller: controller, process: processID,
      screen: ScreenEmulator(columns: columns, rows: rows))
    session.start()
  }

  deinit { session.end() }

  // MARK: the keyboard

  /// Types a text: `"\r"` is Enter, `"\u{1b}"` Escape, `"\u{04}"` ^D.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes as they are.
  public func send(_ bytes: [UInt8]) { session.write(bytes) }

  /// Pastes a text as a terminal does that was asked to bracket what is pasted.
  public func paste(_ text: String) { send("\u{1b}[200~\(text)\u{1b}[201~") }

  /// Changes the size of the window; the program gets SIGWINCH.
  public func resize(columns: Int, rows: Int) { session.resize(columns: columns, rows: rows) }

  /// Sends the program a signal, unless it has ended.
  public func signal(_ number: Int32) { session.signal(number) }

  /// Closes the terminal under the program, as a lost connection does.
  public func hangUp() { session.hangUp() }

  // MARK: the screen

  /// The screen as it is now.
  public var screen: ScreenEmulator { session.snapshot.screen }

  /// All bytes that the program wrote.
  public var output: [UInt8] { session.snapshot.output }

  /// When the last of them came.
  public var lastOutput: ContinuousClock.Instant { session.snapshot.lastOutput }

  /// The terminal's modes now; nil after ``hangUp()``.
  public var modes: TerminalModes? { session.modes }

  /// How the program ended; nil while it runs.
  public var exitStatus: ExitStatus? { session.snapshot.exitStatus }

  /// Waits until the screen meets a condition, and returns it as it was then.
  /// - Parameter limit: a failsafe, not a pause.
  /// - Throws: ``PseudoTerminalError`` with what the screen showed, when the limit passes or the
  ///   program ends before.
  @discardableResult
  public func wait(
    limit: Duration = .seconds(120), until condition: @escaping @Sendable (ScreenEmulator) -> Bool
  ) async throws -> ScreenEmulator {
    try await session.wait(limit: limit) { snapshot in
      condition(snapshot.screen) ? .success(snapshot.screen) : snapshot.failure.map { .failure($0) }
    }
  }

  /// Waits until the program wrote nothing for a while, and returns when its last byte came.
  @discardableResult
  public func waitForQuiet(
    _ duration: Duration, limit: Duration = .seconds(120)
  ) async throws -> ContinuousClock.Instant {
    let start = ContinuousClock.now
    return try await session.wait(limit: limit) { snapshot in
      let since = max(start, snapshot.lastOutput)
      if ContinuousClock.now - since >= duration { return .success(snapshot.lastOutput) }
      return snapshot.failure.map { .failure($0) }
    }
  }

  /// Waits until the program has written more than so many bytes in all.
  /// - Returns: whether it did before the limit passed.
  public func waitForOutput(beyond count: Int, limit: Duration) async throws -> Bool {
    let deadline = ContinuousClock.now + limit
    return try await session.wait(limit: limit + .seconds(1)) { snapshot in
      if snapshot.output.count > count { return .success(true) }
      if ContinuousClock.now >= deadline { return .success(false) }
      return snapshot.failure.map { .failure($0) }
    }
  }

  /// Waits until the program has ended and all it wrote was read.
  public func exit(limit: Duration = .seconds(120)) async throws -> ExitStatus {
    try await session.wait(limit: limit) { snapshot in
      snapshot.isDrained ? snapshot.exitStatus.map { .success($0) } : nil
    }
  }

  private static func find(_ program: String) -> String {
    if program.contains("/") { return program }
    let directories = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    let candidates = directories.map { "\($0)/\(program)" }
    return candidates.first { access($0, X_OK) == 0 } ?? program
  }
}
