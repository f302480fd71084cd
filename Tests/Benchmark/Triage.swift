import Foundation
import PseudoTerminal

/// What only this console does: filtering as one types, and deciding on many at once.
struct Triage {
  let program: String

  /// From a key in the filter prompt to the last byte of the answer, with 10,000 requests, in
  /// milliseconds: the median and the slowest.
  func filterKeys() async throws -> (median: Double, slowest: Double) {
    let terminal = try await open(requests: 10_000, latency: 0)
    var times: [Double] = []
    terminal.send("/")
    try await terminal.waitForQuiet(.milliseconds(200))
    for expression in ["lantern", "age < 30d and not is:following", "name ~ 'a.*n'"] {
      for character in expression {
        let start = ContinuousClock.now
        terminal.send(String(character))
        let last = try await terminal.waitForQuiet(.milliseconds(60))
        times.append(max(0, (last - start).milliseconds))
      }
      terminal.send("\u{15}")
      try await terminal.waitForQuiet(.milliseconds(200))
    }
    return (times.percentile(50), times.percentile(100))
  }

  /// From the answer to the question until 1,000 rejections have ended, on a service that takes
  /// 50 ms for each, in seconds.
  func rejections() async throws -> Double {
    let terminal = try await open(requests: 1_000, latency: 50)
    terminal.send("*x")
    try await terminal.wait { $0.contains("1000 people") }
    let start = ContinuousClock.now
    terminal.send("y")
    try await terminal.wait(limit: .seconds(60)) { $0.contains("Rejected 1000 of 1000") }
    return (ContinuousClock.now - start).milliseconds / 1000
  }

  private func open(requests: Int, latency: Int) async throws -> PseudoTerminal {
    // Nothing is held: what is measured is the sending.
    let configuration = FileManager.default.temporaryDirectory
      .appending(path: "skydoor-benchmark-\(UUID().uuidString).toml")
    try "[console]\nundo_seconds = 0\n".write(to: configuration, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: configuration) }
    let terminal = try PseudoTerminal(
      program,
      [
        "demo", "--groups", "1", "--requests", "\(requests)", "--latency", "\(latency)",
        "--config", configuration.path,
      ], columns: 120, rows: 40)
    try await terminal.wait(limit: .seconds(30)) { $0.contains("\(requests) waiting") }
    try await terminal.waitForQuiet(.milliseconds(500))
    return terminal
  }
}
