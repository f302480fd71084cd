extension Departure.Cause {
  /// For the row.
  var text: String {
    switch self {
    case .withdrawn: "withdrawn"
    case .approvedElsewhere: "approved elsewhere"
    case .rejectedElsewhere: "rejected elsewhere"
    case .carriedOut: "carried out after all"
    case .unknown: "handled elsewhere"
    }
  }

  /// Why nothing can be decided any more.
  func sentence(_ handle: String) -> String {
    switch self {
    case .withdrawn: "\(handle) has taken the request back."
    case .approvedElsewhere: "\(handle) has been approved on another device."
    case .rejectedElsewhere: "\(handle) has been rejected on another device."
    case .carriedOut: "The decision on \(handle) has been carried out after all."
    case .unknown: "\(handle) is not waiting any more: withdrawn, or handled elsewhere."
    }
  }
}
