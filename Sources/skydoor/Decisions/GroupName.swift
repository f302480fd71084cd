/// What somebody has typed to name a group.
struct GroupName: Sendable {
  private let text: String

  init(_ text: String) { self.text = text }

  /// The groups it can mean: by id, else by the exact name, else by the name in any case, else by
  /// how the name begins.
  func matches<Item>(
    in items: [Item], id: KeyPath<Item, String>, name: KeyPath<Item, String>
  ) -> [Item] {
    let folded = text.lowercased()
    let ways: [(Item) -> Bool] = [
      { $0[keyPath: id] == text },
      { $0[keyPath: name] == text },
      { $0[keyPath: name].lowercased() == folded },
      { !text.isEmpty && $0[keyPath: name].lowercased().hasPrefix(folded) },
    ]
    return ways.lazy.map { items.filter($0) }.first { !$0.isEmpty } ?? []
  }
}
