/// A person named on the command line or by a line of input.
struct NamedMember: Hashable, Sendable {
  let name: MemberName
  /// The id of the group that the line itself names.
  var group: String?
}
