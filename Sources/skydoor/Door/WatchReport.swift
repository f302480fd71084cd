import Foundation
import Moderation
import Words

/// Says which doors were opened, where somebody watches, and which failed, once.
struct WatchReport: Sendable {
  let status: StatusLine
  /// The failures that the last look met.
  let before: Set<String>
  private(set) var told: Set<String> = []
  /// Why no further look makes sense.
  private(set) var obstacle: Fault?

  init(status: StatusLine, told: Set<String>) {
    self.status = status
    before = told
  }

  mutating func add(_ door: SettledDoor) throws {
    let name = "\"\(door.groupName)\""
    switch door.outcome {
    case .done: status.say("Opened \(name).")
    case .changed(let difference): tell("\(name) is open. \(difference.sentence)")
    case .unneeded: break
    case .failed(let fault):
      switch ExitStatus(fault.kind) {
      case .notAllowed: obstacle = fault
      case .interrupted: break
      case .incomplete, .usage, .badInput, .unavailable, .outputFailed, .tryLater,
        .badConfiguration:
        let words = "\(name): \(fault.sentence(at: Date()))"
        if !before.contains(words) { tell(words) }
        told.insert(words)
      }
    }
  }

  private func tell(_ words: String) {
    status.clear()
    StandardStream.error.tell("skydoor: \(words)".safeForPeople + "\n")
  }
}
