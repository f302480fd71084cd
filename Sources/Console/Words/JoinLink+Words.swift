import Moderation

extension JoinLink {
  /// `on for anyone, with approval`, `off`
  public var settingsText: String { enabled ? "on for \(admissionText)" : "off" }

  /// Whom it lets in, and how, when it is on: `people you follow, no approval`
  public var admissionText: String {
    let approval = requireApproval ? "with approval" : "no approval"
    return switch rule {
    case .anyone: "anyone, \(approval)"
    case .followedByOwner: "people you follow, \(approval)"
    case .other(let name): "\(name), \(approval)"
    }
  }
}
