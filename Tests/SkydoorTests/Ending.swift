import Foundation
import Subprocess

/// What came of a run of the program.
struct Ending: Equatable, Sendable {
  let termination: TerminationStatus
  let output: String
  let errors: String

  /// The exit status, or 128 and the signal's number, as a shell says it.
  var status: Int32 {
    switch termination {
    case .exited(let code): code
    case .signaled(let number): 128 + number
    }
  }

  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Standard output as JSON Lines.
  func json() throws -> [[String: Any]] {
    try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:] }
  }
}
