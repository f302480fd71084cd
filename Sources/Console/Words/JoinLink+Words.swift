import Moderation

extension JoinLink {
  /// `on, with approval`, `off`, `on, followed by you, no approval`
  public var settingsText: String {
    enabled ? "on, \(admissionText)" : "off"
  }

  /// Whom it lets in, and how, when it is on: `with approval`, `followed by you, no approval`
  public var admissionText: String {
    let approval = requireApproval ? "with approval" : "no approval"
    return switch rule {
    case .anyone: approval
    case .followedByOwner: "followed by you, \(approval)"
    case .other(let name): "\(name), \(approval)"
    }
  }
}
