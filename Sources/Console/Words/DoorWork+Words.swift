import Moderation

extension DoorWork.Intent {
  /// `Shutting`
  var doing: String { self == .shut ? "Shutting" : "Opening" }

  /// `Shut`, for a question.
  var imperative: String { self == .shut ? "Shut" : "Open" }

  /// `shut`, for a report.
  var participle: String { self == .shut ? "shut" : "open" }
}

extension DoorWork {
  /// What came of all of it.
  var outcome: Message {
    let failures = failures
    let condition: Message.Condition =
      failures.isEmpty ? .unchanged(settled.compactMap(\.now), .link) : .failed(failures)
    guard groups.count > 1 else { return settled[0].message(intent, while: condition) }
    let count = failures.isEmpty ? "All" : "\(groups.count - failures.count) of"
    var parts = ["\(count) \(groups.count) doors are \(intent.participle)."]
    let changed = settled.filter { if case .changed = $0.outcome { true } else { false } }
    if !changed.isEmpty {
      parts.append("Not as it was before: \(changed.map(\.groupName).joined(separator: ", ")).")
    }
    if let first = failures.first {
      parts.append("\(failures.count) failed. \(first.fault.message) \(first.fault.cure)")
    }
    let tone: Message.Tone = failures.isEmpty ? changed.isEmpty ? .success : .warning : .error
    return Message(parts.joined(separator: " "), tone, while: condition)
  }
}

extension SettledDoor {
  fileprivate func message(
    _ intent: DoorWork.Intent, while condition: Message.Condition
  ) -> Message {
    switch outcome {
    case .done:
      let link = now?.link.map { " The link is \($0.settingsText)." } ?? ""
      return Message(
        "The door of \(groupName) is \(intent.participle).\(link)", .success, while: condition)
    case .unneeded(let reason):
      return Message("\(groupName): \(reason.sentence)", while: condition)
    case .changed(let difference):
      return Message(
        "The door of \(groupName) is open. \(difference.sentence)", .warning, while: condition)
    case .failed(let fault):
      return Message(
        fault, .error, after: "The door of \(groupName) is not \(intent.participle).",
        while: condition)
    }
  }
}
