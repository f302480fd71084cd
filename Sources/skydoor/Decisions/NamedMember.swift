/// A person named on the command line or by a line of input.
struct NamedMember: Hashable, Sendable {
  let name: MemberName
  /// The id of the group that the line itself names.
  var group: String?
  /// Which line of the input it is, from 1; nil on the command line.
  var line: Int?

  init(name: MemberName, group: String? = nil, line: Int? = nil) {
    self.name = name
    self.group = group
    self.line = line
  }

  /// As typed on the command line. Throws as ``MemberName/init(_:)``.
  init(_ text: String) throws(CommandError) {
    self.init(name: try MemberName(text))
  }

  /// The same person of the same group, wherever it is named.
  var subject: NamedMember { NamedMember(name: name, group: group) }
}

extension CommandError {
  /// The same about a line of the input; as it is where that is nil.
  func about(line: Int?) -> CommandError {
    guard let line else { return self }
    return CommandError(
      "Line \(line) of the input: \(message)", cure: cure, status, excerpt: excerpt)
  }
}
