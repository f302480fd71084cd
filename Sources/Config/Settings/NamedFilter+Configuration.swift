import Canvas

extension NamedFilter {
  /// All that can be read. Those written without a key get the digits from 1 on that nothing else
  /// has.
  /// - Parameter keymap: what the other keys do.
  static func all(
    in tables: [ConfigurationTable], keymap: Keymap, _ mistakes: ConfigurationMistakes
  ) -> [NamedFilter] {
    var filters: [NamedFilter] = []
    var owners: [Key: String] = [:]
    for table in tables {
      guard let filter = NamedFilter(table, mistakes) else { continue }
      guard let key = filter.key else {
        filters.append(filter)
        continue
      }
      if let owner = owners[key] {
        mistakes.add(
          table.wrong(
            "key", "is \(key), and so is that of the filter '\(owner.brief)'; write another one"))
        continue
      }
      filters.append(filter)
      if let command = keymap.commandThatHides(key) {
        mistakes.add(
          table.passedOver(
            valueOf: "key",
            "'key' is \(key), which is a key of '\(command.name)'; write another one."))
      }
      owners[key] = filter.name
    }
    var digits = (1...9).map { Key.character(Character("\($0)")) }
      .filter { owners[$0] == nil && keymap.commandThatHides($0) == nil }[...]
    return filters.map { filter in
      NamedFilter(
        name: filter.name, expression: filter.expression, key: filter.key ?? digits.popFirst())
    }
  }

  private init?(_ table: ConfigurationTable, _ mistakes: ConfigurationMistakes) {
    let name = mistakes.collect(
      try table.string("name", example: "name = \"new accounts\""))
    let expression = mistakes.collect(
      try table.filter("when", example: "when = \"age < 7d\"").text)
    let key = mistakes.collect(try Self.key(of: table))
    guard let name, let expression, let key else { return nil }
    self.init(name: name, expression: expression, key: key)
  }

  private static func key(of table: ConfigurationTable) throws(ConfigurationMistake) -> Key? {
    guard let name = try table.string("key") else { return nil }
    guard let key = Key(name: name) else {
      throw table.wrong(
        "key", "must be the name of one key, such as \"1\", \"F\", \"^f\" or \"F5\"")
    }
    return key
  }
}

extension Keymap {
  /// What a key does, or begins, somewhere where the owner's filters are at hand.
  fileprivate func commandThatHides(_ key: Key) -> Command? {
    let bindings = Context.allCases.filter(\.hasFilters).flatMap(bindings)
    return bindings.first { $0.chords.contains { $0.keys.first == key } }?.command
  }
}
