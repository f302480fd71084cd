import Moderation

extension Leftovers {
  /// `4 decisions were interrupted and not sent: R looks at them`
  /// - Parameter key: how to get to them; nil where there is no way.
  func notice(key: String?) -> String {
    let (what, them) =
      entries.count == 1
      ? ("1 decision was", "it") : ("\(entries.count) decisions were", "them")
    return "\(what) interrupted and not sent" + (key.map { ": \($0) looks at \(them)" } ?? "")
  }

  /// `Interrupted: reject 3 people, approve @bo.example.com. Send them now?`
  var question: String {
    let parts = Decision.Verdict.allCases.compactMap { verdict -> String? in
      let entries = entries.filter { $0.verdict == verdict }
      guard let first = entries.first else { return nil }
      let whom =
        entries.count == 1 ? first.request.person.mention : entries.count.people
      return "\(verdict.imperative.lowercased()) \(whom)"
    }
    let them = entries.count == 1 ? "it" : "them"
    return "Interrupted: \(parts.joined(separator: ", ")). Send \(them) now?"
  }
}
