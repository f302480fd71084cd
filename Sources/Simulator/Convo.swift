/// A conversation: a group, or the two members of a direct one.
struct Convo {
  struct Message {
    let id: TID
    let sender: Int
    let text: String
  }

  let id: String
  /// Rises with whatever happens in it; the newest comes first in a list.
  var rev: TID
  /// Serial numbers in the order of joining; the first one owns a group.
  var members: [Int]
  /// Who added whom. The others came by the link.
  var adders: [Int: Int] = [:]
  var unread: Int
  let lastMessage: Message
  /// Nil for a direct one.
  var group: GroupConvo?

  func isOwned(by account: Int) -> Bool { group != nil && members.first == account }
}
