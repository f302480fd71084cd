import Moderation

/// What a command does to doors.
enum DoorAction: Sendable {
  case shut(Door.Measure)
  case open

  /// For scripts.
  var name: String {
    switch self {
    case .shut: "shut"
    case .open: "open"
    }
  }

  /// `Shut 3 doors`, for a report.
  var done: String {
    switch self {
    case .shut: "Shut"
    case .open: "Opened"
    }
  }
}
