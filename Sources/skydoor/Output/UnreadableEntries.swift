import ATProto
import Moderation
import Words

/// How many entries of a list could not be read: the list, or the plan made from it, is incomplete.
struct UnreadableEntries: Sendable {
  enum Kind: String, Sendable {
    case group, request, member, profile
  }

  private let count: Int
  private let thing: Kind
  /// The group whose list it is; nil for the list of groups.
  private let group: Group?

  init(_ count: Int, _ thing: Kind, of group: Group? = nil) {
    self.count = count
    self.thing = thing
    self.group = group
  }

  /// Every entry could be read.
  var isNothing: Bool { count == 0 }

  /// Warns on standard error, in a sentence or as a line of JSON.
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

extension GroupService {
  /// Warns that labels may be missing because the labelers could not be read.
  func tellOfLabelers() async {
    guard let trouble = await labelers.trouble else { return }
    StandardStream.error.tell([trouble])
  }
}

extension CommandError {
  /// The same error about somebody, or something, that was not found, with the reminder that it may
  /// be one of the entries that could not be read.
  func considering(_ list: LossyArray<Group>) -> CommandError {
    considering(list.unreadable, "group")
  }

  /// - Parameter thing: what an entry of the list is.
  func considering(_ unreadable: Int, _ thing: String) -> CommandError {
    guard unreadable > 0 else { return self }
    return CommandError(
      "\(message) \(Fault.unreadable(unreadable, thing).message)", cure: cure, status,
      excerpt: excerpt)
  }
}
