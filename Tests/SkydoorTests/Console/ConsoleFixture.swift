import Foundation
import PseudoTerminal
import Simulator
import Testing

extension CommandLineFixture {
  /// Opens the console for the owner who is signed in.
  /// - Parameters:
  ///   - undoSeconds: set in the configuration; nil leaves no configuration at all.
  ///   - configuration: what else stands in it, after the section for the console.
  func console(
    _ arguments: String..., undoSeconds: Double? = 0, pollSeconds: Double = 5,
    configuration: String = "", type: String = "xterm-256color",
    locale: String = "C.UTF-8", columns: Int = 80, rows: Int = 24
  ) throws -> PseudoTerminal {
    if let undoSeconds {
      let directory = "\(home)/.config/skydoor"
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
      try """
      [console]
      undo_seconds = \(undoSeconds)
      poll_seconds = \(pollSeconds)

      \(configuration)
      """.write(
        toFile: directory + "/config.toml", atomically: true, encoding: .utf8)
    }
    return try PseudoTerminal(
      Self.program, arguments, environment: environment(["LANG": locale]), type: type,
      columns: columns, rows: rows)
  }

  /// The decisions that the service was sent, oldest first: the method's last word, and the body.
  var decisions: [String] {
    simulator.calls
      .filter { $0.nsid.hasSuffix("JoinRequest") && $0.method == "POST" }
      .map { "\($0.nsid.split(separator: ".").last ?? "") \($0.body)" }
  }
}

extension PseudoTerminal {
  /// Waits until a text is on the screen.
  @discardableResult
  func wait(for text: String) async throws -> ScreenEmulator {
    try await wait { $0.contains(text) }
  }

  /// The terminal is as the program found it: modes, cursor, main screen, plain letters, no mouse
  /// reports, no paste brackets.
  func expectRestored(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(modes == originalModes, sourceLocation: sourceLocation)
    #expect(screen.isCursorVisible, sourceLocation: sourceLocation)
    #expect(!screen.isAlternate, sourceLocation: sourceLocation)
    #expect(!screen.isPasteBracketed, sourceLocation: sourceLocation)
    #expect(!screen.hasApplicationKeys, sourceLocation: sourceLocation)
    #expect(!screen.isMouseReported, sourceLocation: sourceLocation)
    #expect(screen.isPlain, sourceLocation: sourceLocation)
  }
}
