import Moderation

extension GroupChange {
  /// `Locking Night Owls`
  func doingText(_ name: String) -> String {
    switch self {
    case .createLink: "Making a join link for \(name)"
    case .editLink: "Changing the join link of \(name)"
    case .enableLink: "Switching on the join link of \(name)"
    case .disableLink: "Switching off the join link of \(name)"
    case .lock: "Locking \(name)"
    case .unlock: "Unlocking \(name)"
    case .rename: "Renaming \(name)"
    }
  }

  /// `Locking Night Owls did not succeed.`
  func failedText(_ name: String) -> String { "\(doingText(name)) did not succeed." }
}

extension GroupChange.Subject {
  /// After "The".
  var text: String {
    switch self {
    case .link: "join link"
    case .lock: "lock"
    case .name: "name"
    }
  }
}
