import Moderation

/// Entries of a list that could not be read: what is listed, or decided on, is not all there is.
struct Unreadable: Sendable {
  enum Thing: String, Sendable {
    case group, request, member, profile
  }

  private let count: Int
  private let thing: Thing
  /// The group whose list it is; nil for the list of groups.
  private let group: Group?

  init(_ count: Int, _ thing: Thing, of group: Group? = nil) {
    self.count = count
    self.thing = thing
    self.group = group
  }

  /// All could be read.
  var isNothing: Bool { count == 0 }

  /// Says it on standard error: in a sentence, or as a line of JSON where that is wanted.
  func tell(json: Bool) {
    guard !isNothing else { return }
    guard json else {
      let fault = Fault.unreadable(count, thing.rawValue)
      let place = group.map { "In \"\($0.name)\" " } ?? ""
      return StandardStream.error.tell(["\(place)\(fault.message) \(fault.cure)"])
    }
    StandardStream.error.tell(
      JSONValue.object([
        .init("warning", .string("unreadable")), .init("list", .string("\(thing)s")),
        .init("group", .string(group?.id)), .init("groupName", .string(group?.name)),
        .init("count", .number(count)),
      ]).line)
  }
}
