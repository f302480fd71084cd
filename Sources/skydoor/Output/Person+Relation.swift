import Moderation

extension Person {
  /// How the person and the owner stand to each other, for a table.
  var relationList: String {
    var words: [String] = []
    switch (following ?? false, followedBy ?? false) {
    case (true, true): words.append("mutual")
    case (true, false): words.append("you follow")
    case (false, true): words.append("follows you")
    case (false, false): break
    }
    if blocking { words.append("blocked") }
    if blockedBy { words.append("blocks you") }
    if muted { words.append("muted") }
    if let known = knownFollowers, known > 0 { words.append("\(known) known") }
    return words.joined(separator: ", ")
  }
}
