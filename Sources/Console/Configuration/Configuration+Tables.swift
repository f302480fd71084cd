import Canvas
import Moderation

extension Rule {
  init(_ table: ConfigurationTable) throws(ConfigurationError) {
    let name = try table.string("name", example: "name = \"throw-away accounts\"")
    let when = try table.filter("when", example: "when = \"age < 7d and followers < 3\"").filter
    let word = try table.string("suggest", example: "suggest = \"reject\"")
    guard let verdict = Decision.Verdict(rawValue: word) else {
      throw table.wrong("suggest", "must be \"reject\", \"approve\" or \"reject-and-block\"")
    }
    self.init(name: name, when: when, suggest: verdict)
  }
}

extension NamedFilter {
  /// Those written without a key get the digits from 1 on that no other one has.
  static func all(in tables: [ConfigurationTable]) throws(ConfigurationError) -> [NamedFilter] {
    var filters: [NamedFilter] = []
    var owners: [Key: String] = [:]
    for table in tables {
      let filter = try NamedFilter(table)
      if let key = filter.key {
        if let owner = owners[key] {
          throw table.wrong(
            "key", "is \(key), and so is that of the filter '\(owner)'; write another one")
        }
        owners[key] = filter.name
      }
      filters.append(filter)
    }
    var digits = (1...9).map { Key.character(Character("\($0)")) }.filter { owners[$0] == nil }[...]
    return filters.map { filter in
      NamedFilter(
        name: filter.name, expression: filter.expression, key: filter.key ?? digits.popFirst())
    }
  }

  private init(_ table: ConfigurationTable) throws(ConfigurationError) {
    name = try table.string("name", example: "name = \"new accounts\"")
    expression = try table.filter("when", example: "when = \"age < 7d\"").text
    let keyName = try table.string("key")
    key = keyName.flatMap(Key.init(name:))
    if keyName != nil, key == nil {
      throw table.wrong(
        "key", "must be the name of one key, such as \"1\", \"F\", \"^f\" or \"F5\"")
    }
  }
}
