import ArgumentParser
import CNcurses
import Foundation
import Terminal

/// Asks the person at the terminal, whatever standard input and output are used for.
struct Prompt: Sendable {
  private let terminal: TerminalDevice

  /// Nil where nobody can be asked.
  /// - Parameter inputIsTaken: standard input carries data, so it can't tell whether someone is there.
  init?(inputIsTaken: Bool = false) {
    let witness = inputIsTaken ? StandardStream.error : .input
    guard witness.isTerminal, let terminal = TerminalDevice() else { return nil }
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
  fileprivate func agrees(to question: String) -> Bool {
    guard let answer = line(question + " [y/N] ")?.lowercased() else { return false }
    return answer == "y" || answer == "yes"
  }
}

/// The question before something is done to several people or groups.
extension Prompt? {
  /// To be called before any work: a command in a script must not work for a minute and then give up.
  /// - Parameter change: what is about to happen, after "before".
  /// - Throws: with exit status 64 where nobody can be asked.
  func requireSomebody(before change: String) throws(CommandError) {
    if case .some = self { return }
    throw CommandError(
      "There is no terminal to ask on before \(change).",
      cure: "Add --yes if you are sure, or --dry-run to see.", .usage)
  }

  /// Asks the question.
  /// - Throws: an exit code where the answer is not yes, after saying so.
  func confirm(_ question: String) throws {
    guard let self, self.agrees(to: question) else {
      StandardStream.error.tell("Nothing was sent.\n")
      throw ExitCode(.incomplete)
    }
  }
}

/// The controlling terminal (`/dev/tty`), line by line.
final class TerminalDevice: Sendable {
  /// Bracketed paste: sent by a terminal in which an earlier program left that mode on.
  private static let pasteBrackets = ["\u{1b}[200~", "\u{1b}[201~"]
  private static let noShell =
    "There is no shell to suspend to: skydoor was started in its place."

  private let descriptor: Int32

  /// Nil when the process has none.
  init?() {
    descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  func write(_ text: String) {
    StandardStream(descriptor: descriptor).tell(text)
  }

  /// Asks for a line, and repeats the question after the program was suspended. The terminal's
  /// settings are restored however the program ends, by ^C above all.
  /// - Parameter isShown: whether the terminal shows what is typed.
  /// - Returns: the line without its end; nil at the end of input.
  func answer(to question: String, isShown: Bool) -> String? {
    var found = termios()
    guard tcgetattr(descriptor, &found) == 0 else {
      write(question)
      return readLine()
    }
    var asking = found
    if !isShown {
      asking.c_lflag &= ~tcflag_t(ECHO)
      asking.c_lflag |= tcflag_t(ECHONL)
    }
    // Signal handlers read both until the question is answered.
    let (asked, refusal) = (strdup(question), Terminal.canBeSuspended ? nil : strdup(Self.noShell))
    guard_begin_question(descriptor, &found, &asking, asked, refusal)
    defer {
      guard_end_question()
      free(asked)
      free(refusal)
    }
    return readLine()
  }

  private func readLine() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count == 1, byte != UInt8(ascii: "\n") {
        bytes.append(byte)
      } else if count == 1 || count == 0 && !bytes.isEmpty {
        return Self.pasteBrackets.reduce(String(decoding: bytes, as: UTF8.self)) {
          $0.replacingOccurrences(of: $1, with: "")
        }
      } else if count == 0 || errno != EINTR {
        return nil
      }
    }
  }
}
