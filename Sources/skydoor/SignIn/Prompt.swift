import Foundation

/// Asks the person at the terminal, whatever standard input and output are used for.
struct Prompt: Sendable {
  private let terminal: TerminalDevice

  /// Nil where nobody can be asked.
  /// - Parameter inputIsTaken: standard input carries data, so it can't tell whether someone is there.
  init?(inputIsTaken: Bool = false) {
    let someoneIsThere = inputIsTaken ? StandardStream.error.isTerminal : isatty(STDIN_FILENO) == 1
    guard someoneIsThere, let terminal = TerminalDevice() else { return nil }
    self.terminal = terminal
  }

  func say(_ text: String) {
    terminal.write(text.safeForPeople + "\n")
  }

  /// A line without its end; nil at the end of input (^D) or for a blank line.
  func line(_ question: String) -> String? {
    let line = terminal.answer(to: question.safeForPeople, isShown: true)?
      .trimmingCharacters(in: .whitespaces)
    return line?.isEmpty == true ? nil : line
  }

  /// As ``line(_:)``, but what is typed is not shown and nothing is trimmed.
  func secret(_ question: String) -> String? {
    let line = terminal.answer(to: question.safeForPeople, isShown: false)
    return line?.isEmpty == true ? nil : line
  }

  /// Whether the answer is yes. Anything else is no.
  func agrees(to question: String) -> Bool {
    guard let answer = line(question + " [y/N] ")?.lowercased() else { return false }
    return answer == "y" || answer == "yes"
  }
}
