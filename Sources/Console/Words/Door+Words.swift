import Foundation
import Moderation

extension DoorWork.Intent {
  /// `Shutting`
  var doing: String { self == .shut ? "Shutting" : "Opening" }

  /// `Shut`, for a question.
  var imperative: String { self == .shut ? "Shut" : "Open" }

  /// `shut`, for a report.
  var participle: String { self == .shut ? "shut" : "open" }
}

extension Door.Measure {
  /// What a shut door means.
  var meaning: String {
    switch self {
    case .approval: "Only people you follow can ask then, and all wait for you."
    case .disable: "The link leads nowhere then."
    }
  }
}

extension JoinLink {
  /// `on for anyone, without approval`
  var settingText: String {
    guard enabled else { return "off" }
    let whom =
      switch rule {
      case .anyone: "anyone"
      case .followedByOwner: "people you follow"
      case .other(let name): name
      }
    return "on for \(whom), \(requireApproval ? "with" : "without") approval"
  }
}

extension DoorQuestion {
  /// `Shut the door of Night Owls? Only people you follow can ask then, and all wait for you.`
  func text(in state: State) -> String {
    let what = "\(intent.imperative) \(doors(in: state))\(intent == .open ? " again" : "")?"
    switch intent {
    case .shut:
      let span = state.settings.door.duration.map {
        " Open again after \(Age(seconds: $0).long)."
      }
      return "\(what) \(state.settings.door.measure.meaning)\(span ?? "")"
    case .open:
      guard let only = first, let door = state.doors[only] else { return what }
      return "\(what) The link was \(door.before.settingText)."
    }
  }

  /// The one that it is about first; nil where it is about several.
  private var first: Group.ID? { group ?? (all.count == 1 ? all[0] : nil) }

  /// `the door of Night Owls`, `all 20 shut doors`, `the 19 other open doors`
  private func doors(in state: State) -> String {
    if let first { return "the door of \(state.doorName(first))" }
    let kind = intent == .shut ? "open doors" : "shut doors"
    return state.selectedGroup == nil
      ? "all \(all.count) \(kind)" : "the \(all.count) other \(kind)"
  }
}

extension DoorWork {
  /// What came of all of it.
  var outcome: Message {
    let failures = failures
    guard groups.count > 1 else { return settled[0].message(intent) }
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
    return Message(parts.joined(separator: " "), tone)
  }
}

extension SettledDoor {
  fileprivate func message(_ intent: DoorWork.Intent) -> Message {
    switch outcome {
    case .done:
      let link = now?.link.map { " The link is \($0.settingText)." } ?? ""
      return Message("The door of \(groupName) is \(intent.participle).\(link)", .success)
    case .unneeded(let reason): return Message("\(groupName): \(reason.sentence)", .plain)
    case .changed(let difference):
      return Message("The door of \(groupName) is open. \(difference.sentence)", .warning)
    case .failed(let fault):
      return Message(fault, .error, after: "The door of \(groupName) is not \(intent.participle).")
    }
  }
}

extension DoorOutcome.Reason {
  fileprivate var sentence: String {
    switch self {
    case .noLink: "there is no join link, so there is no door."
    case .linkDisabled: "the link is off, so nobody comes in by it."
    case .approvalAlready: "the link is as a shut door has it already."
    case .shutAlready: "the door was shut already."
    case .notShut: "the door was open already."
    case .notDue: "the door stays shut: its time was put off."
    }
  }
}

extension DoorOutcome.Difference {
  fileprivate var sentence: String {
    switch self {
    case .linkGone: "The link was taken away meanwhile."
    case .linkReplaced: "Another link has taken the place of the old one; it stays as it is."
    case .kept(let parts):
      "Changed meanwhile, and left so: "
        + Door.Part.allCases.filter(parts.contains).map(\.name).joined(separator: ", ") + "."
    }
  }
}

extension Door.Part {
  fileprivate var name: String {
    switch self {
    case .enabled: "whether the link is on"
    case .approval: "approval"
    case .rule: "who can ask"
    }
  }
}
