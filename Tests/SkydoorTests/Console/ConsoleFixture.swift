import Foundation
import PseudoTerminal
import Simulator
import Testing

extension CommandLineFixture {
  /// Opens the console for the owner who is signed in.
  /// - Parameters:
  ///   - undoSeconds: set in the configuration; nil leaves no configuration at all.
  ///   - configuration: what else stands in it, from the section for the console on.
  ///   - variables: what else the environment has.
  func console(
    _ arguments: String..., undoSeconds: Double? = 0, pollSeconds: Double = 5,
    configuration: String = "", type: String = "xterm-256color",
    locale: String = "C.UTF-8", variables: [String: String] = [:], columns: Int = 80,
    rows: Int = 24
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
      Self.program, arguments,
      environment: environment(variables.merging(["LANG": locale]) { own, _ in own }), type: type,
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

  /// The terminal is as the program found it: modes, cursor, main screen, title, plain letters; no
  /// paste brackets, no reports of the mouse, no open link.
  func expectRestored(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(modes == originalModes, sourceLocation: sourceLocation)
    #expect(screen.isCursorVisible, sourceLocation: sourceLocation)
    #expect(!screen.isAlternate, sourceLocation: sourceLocation)
    #expect(!screen.isPasteBracketed, sourceLocation: sourceLocation)
    #expect(!screen.hasApplicationKeys, sourceLocation: sourceLocation)
    #expect(screen.mouseModes == [], sourceLocation: sourceLocation)
    #expect(screen.openLink == nil, sourceLocation: sourceLocation)
    #expect(screen.title == "", sourceLocation: sourceLocation)
    #expect(screen.titleStack == [], sourceLocation: sourceLocation)
    #expect(screen.isPlain, sourceLocation: sourceLocation)
  }
}
