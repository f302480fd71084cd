import Foundation
import PseudoTerminal

/// What one run of a program showed.
struct Report {
  /// From the start of the program to the first thing on its screen, in milliseconds.
  var firstPaint: Double
  /// To the last byte before half a second of silence, in milliseconds.
  var ready: Double
  /// From a cursor key to the last byte of the answer, in milliseconds: the median and
  /// the 99th of a hundred.
  var keyMedian: Double
  var keySlow: Double
  /// The bytes sent for a cursor key: the median.
  var keyBytes: Double
  /// Resident memory and its peak, in megabytes.
  var resident: Double
  var peak: Double
  /// In five seconds without a key: the bytes sent, the processor time used in milliseconds, and how
  /// often a thread was woken.
  var idleBytes: Double
  var idleTime: Double
  var wakeups: Double

  private static let keys = 300

  /// Runs a program through everything that is measured.
  init(measuring candidate: Candidate) async throws {
    let start = ContinuousClock.now
    let terminal = try PseudoTerminal(
      candidate.command[0], Array(candidate.command.dropFirst()),
      environment: candidate.environment, columns: 120, rows: 40)
    let process = ProcessFigures(terminal.processID)
    try await terminal.wait { screen in screen.lines.contains { !$0.isEmpty } }
    firstPaint = (terminal.lastOutput - start).milliseconds
    // Some say that they are loading long before they read a key.
    while terminal.modes?.isCooked == true, terminal.exitStatus == nil {
      try await Task.sleep(for: .milliseconds(5))
    }
    ready = (try await terminal.waitForQuiet(.milliseconds(500)) - start).milliseconds

    // Where the first list has nothing to move through, go to the next one.
    if try await Self.press(isDown: true, on: terminal) == nil {
      terminal.send("\t")
      try await terminal.waitForQuiet(.milliseconds(100))
    }
    var answers: [Answer] = []
    for key in 0..<Self.keys {
      if let answer = try await Self.press(isDown: key / 25 % 2 == 0, on: terminal) {
        answers.append(answer)
      }
    }
    guard !answers.isEmpty else { throw Silence(name: candidate.name) }
    keyMedian = answers.map(\.time).percentile(50)
    keySlow = answers.map(\.time).percentile(99)
    keyBytes = answers.map(\.bytes).percentile(50)

    resident = process.megabytes("VmRSS")
    peak = process.megabytes("VmHWM")
    let (written, used, slept) = (
      terminal.output.count, process.processorTime, process.sleeps
    )
    try await Task.sleep(for: .seconds(5))
    idleBytes = Double(terminal.output.count - written)
    idleTime = process.processorTime - used
    // A thread that has ended meanwhile can't be asked any more.
    wakeups = process.sleeps.reduce(0) { $0 + Double($1.value - (slept[$1.key] ?? 0)) }

    terminal.send("q")
    _ = try? await terminal.exit(limit: .seconds(6))
  }

  /// What a key brought to the screen: how many bytes, and when the last of them was there, in
  /// milliseconds.
  private struct Answer {
    let time: Double
    let bytes: Double
  }

  /// A program that answers no key.
  private struct Silence: Error, CustomStringConvertible {
    let name: String
    var description: String { "\(name): no cursor key has an answer" }
  }

  /// Presses a cursor key and waits until nothing more comes; nil where nothing does.
  private static func press(isDown: Bool, on terminal: PseudoTerminal) async throws -> Answer? {
    let prefix = terminal.screen.hasApplicationKeys ? "\u{1b}O" : "\u{1b}["
    let before = terminal.output.count
    let start = ContinuousClock.now
    terminal.send(prefix + (isDown ? "B" : "A"))
    guard try await terminal.waitForOutput(beyond: before, limit: .milliseconds(500)) else {
      return nil
    }
    let last = try await terminal.waitForQuiet(.milliseconds(25))
    return Answer(
      time: (last - start).milliseconds, bytes: Double(terminal.output.count - before))
  }
}

extension Duration {
  var milliseconds: Double {
    Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15
  }
}

extension [Double] {
  /// The value that this share of the others does not exceed.
  func percentile(_ share: Int) -> Double {
    let index = (count * share + 99) / 100 - 1
    return sorted()[Swift.min(Swift.max(index, 0), count - 1)]
  }
}
