import Console
import Foundation
import Moderation
import Terminal

/// The console at work: one loop on one thread owns the state and the screen, and sleeps until a
/// key, an answer or a signal is there. It goes from account to account without leaving the
/// terminal.
struct ConsoleApp {
  private let setup: ConsoleSetup
  private let context: Context?

  /// - Parameter context: where the other accounts are; nil where there are none.
  init(_ setup: ConsoleSetup, in context: Context? = nil) {
    self.setup = setup
    self.context = context
  }

  /// Opens the console and returns when it is left.
  /// - Returns: the exit status.
  /// - Throws: a ``CommandError`` where there is no terminal to draw on.
  func run(_ first: ConsoleSeat) throws(CommandError) -> Int32 {
    let terminal = try open()
    let themes = ThemeSwitch(setup.themes, shown: setup.theme.name)
    defer { terminal.close() }
    var seat = first
    var message = warning.map { Message($0, .warning) }
    var lost: [String] = []
    var remainders: [ConsoleVisit.Remainder] = []
    while true {
      let visit = ConsoleVisit(
        seat, setup.settings, message: message, on: terminal, themes: themes, in: context)
      let state = visit.run()
      lost += state.lostSentences
      remainders.append(visit.remainder)
      guard let successor = state.session.successor, let context else {
        terminal.close()
        for remainder in remainders { remainder.finish() }
        return report(lost, endedBy: state.session.endingSignal)
      }
      message = state.lostSentences.first.map { Message($0, .error) }
      do throws(Fault) {
        seat = try context.seat(of: successor)
      } catch {
        message = Message("\(error.message) \(error.cure)", .error)
      }
    }
  }

  private func open() throws(CommandError) -> Terminal {
    do {
      return try Terminal(theme: setup.theme, forceASCII: setup.ascii, mouse: setup.mouse)
    } catch {
      throw CommandError(error)
    }
  }

  /// The last line has room for one.
  private var warning: String? {
    guard let first = setup.warnings.first else { return nil }
    let count = setup.warnings.count
    return "\(count) \(count == 1 ? "mistake" : "mistakes") in the configuration, see: "
      + "\(setup.check). \(first)"
  }

  /// Says on stderr what the screen can't say any more.
  private func report(_ lost: [String], endedBy signal: Int32?) -> Int32 {
    StandardStream.error.tell(setup.warnings)
    for sentence in lost {
      StandardStream.error.tell("skydoor: \(sentence)".safeForPeople + "\n")
    }
    if let signal { return 128 + signal }
    return lost.isEmpty ? EXIT_SUCCESS : ExitStatus.incomplete.rawValue
  }
}
