import ATProto

extension ServiceURL {
  /// The host, and the port where there is one.
  var name: String {
    guard let scheme = description.range(of: "://") else { return description }
    return String(description[scheme.upperBound...])
  }
}
