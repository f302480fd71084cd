import Canvas
import Config
import Moderation

/// What can be changed about a group, as it is now: what is being changed says so.
struct GroupFacts {
  struct Fact {
    let label: String
    let value: String
    /// For where several stand in one line.
    let brief: String
    let style: Style
    /// Which key changes it.
    let hint: String
  }

  private let group: Group
  private let state: State

  init(_ group: Group, _ state: State) {
    self.group = group
    self.state = state
  }

  var all: [Fact] { [lock, link, rule, approval] }

  private var lock: Fact {
    let words: (String, String) =
      switch group.lock {
      case .unlocked: ("unlocked", "locks it")
      case .locked where group.lockIsModeration:
        ("locked by moderation: only the service can unlock it", "")
      case .locked: ("locked: nobody can write or join", "unlocks it")
      case .lockedPermanently: ("locked for good: nobody can unlock it", "")
      }
    return fact(
      "Lock", words.0, brief: group.lockText ?? "unlocked", command: .switchLock, words.1,
      underWay: underWay(.lock) { $0 == .lock ? "locking…" : "unlocking…" })
  }

  private var link: Fact {
    let words: (String, String) =
      switch group.link {
      case nil: ("none: nobody can ask to join", "makes one")
      case let link? where link.enabled: ("on   \(link.url)", "switches it off")
      case let link?: ("off  \(link.url)", "switches it on")
      }
    return fact(
      "Link", words.0, brief: group.linkText, command: .switchLink, words.1,
      underWay: underWay(.link) { change in
        switch change {
        case .createLink: "making one…"
        case .enableLink: "switching on…"
        case .disableLink: "switching off…"
        case .editLink, .lock, .unlock, .rename: nil
        }
      })
  }

  private var rule: Fact {
    let words: (String, String, String) =
      switch group.link?.rule {
      case nil: ("–", "", "")
      case .anyone?: ("anyone may ask", "anyone", "only people you follow")
      case .followedByOwner?: ("only people you follow may ask", "only followed", "anyone")
      case .other(let name)?: (name, name, "only people you follow")
      }
    return fact(
      "Who", words.0, brief: words.1, command: .linkRule, words.2,
      underWay: underWay(.link) { change in
        if case .editLink(.some, _) = change { "changing…" } else { nil }
      })
  }

  private var approval: Fact {
    let words: (String, String, String) =
      switch group.link?.requireApproval {
      case nil: ("–", "", "")
      case true?: ("whoever asks waits for you", "approval", "lets them in at once")
      case false?: ("whoever asks is in at once", "no approval", "has them wait for you")
      }
    return fact(
      "Approval", words.0, brief: words.1, command: .linkApproval, words.2,
      underWay: underWay(.link) { change in
        if case .editLink(_, .some) = change { "changing…" } else { nil }
      })
  }

  private func underWay(
    _ subject: GroupChange.Subject, _ words: (GroupChange) -> String?
  ) -> String? {
    state.groups.changes.change(of: subject, in: group.id).flatMap(words)
  }

  private func fact(
    _ label: String, _ value: String, brief: String, command: Command, _ effect: String,
    underWay: String?
  ) -> Fact {
    if let underWay {
      return Fact(label: label, value: underWay, brief: underWay, style: .statusHeld, hint: "")
    }
    let hint = effect.isEmpty ? "" : state.hint(command) { "\($0): \(effect)" }
    return Fact(label: label, value: value, brief: brief, style: .base, hint: hint)
  }
}
