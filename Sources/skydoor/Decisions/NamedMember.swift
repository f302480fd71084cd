/// A person named on the command line or by a line of input.
struct NamedMember: Hashable, Sendable {
  let name: MemberName
  /// The id of the group that the line itself names.
  var group: String?

  init(name: MemberName, group: String? = nil) {
    self.name = name
    self.group = group
  }

  /// As typed on the command line. Throws as ``MemberName/init(_:)``.
  init(_ text: String) throws(CommandError) {
    self.init(name: try MemberName(text))
  }
}
