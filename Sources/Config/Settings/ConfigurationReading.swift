import Canvas
import Moderation
import TOML
import Text

/// A configuration file as it was read: what it sets, and everything that is wrong with it.
public struct ConfigurationReading: Sendable {
  /// What could be read.
  public let configuration: Configuration
  /// From the top of the file to its end.
  public let mistakes: [ConfigurationMistake]
  /// Where the theme is named.
  public let themePlace: TOMLPosition?

  /// Reads the text of a configuration file to its end, whatever is wrong with it.
  /// - Parameters:
  ///   - path: names the file in mistakes.
  ///   - keymap: what keys do where nothing is set.
  public init(toml: String, path: String, keymap: Keymap) {
    let mistakes = ConfigurationMistakes()
    let text = Self.withoutRepeatedKeys(toml, path, mistakes)
    var document = try? TOMLDocument(text)
    if document == nil {
      let repair = ConfigurationRepair(text, path: path)
      mistakes.add(repair.mistakes)
      document = try? TOMLDocument(repair.text)
    }
    var configuration = Configuration(keymap: keymap)
    if let document {
      let reader = ConfigurationReader(document, path: path)
      configuration.read(reader, keymap: keymap, mistakes)
    }
    self.configuration = configuration
    themePlace = document?.outline.value([.key("console"), .key("theme")])
    self.mistakes = mistakes.all.enumerated().sorted { a, b in
      let (first, second) = (a.element.place, b.element.place)
      guard let first, let second, first != second else { return a.offset < b.offset }
      return first < second
    }.map(\.element)
  }

  /// The text without the lines that set a key once more. To TOML its whole table would be wrong.
  private static func withoutRepeatedKeys(
    _ toml: String, _ path: String, _ mistakes: ConfigurationMistakes
  ) -> String {
    let section = ConfigurationSection.keys.rawValue
    var seen: Set<[String]> = []
    let repeated = TOMLOutline(recovering: toml).statements.filter { statement in
      let keys = statement.path.keys
      return keys.first == section && !seen.insert(keys).inserted
    }
    guard !repeated.isEmpty else { return toml }
    mistakes.add(
      repeated.map { statement in
        let name = statement.path.keys.last ?? ""
        return ConfigurationMistake(
          "'\(name.brief)' is set twice in this section; keep one.", path: path,
          place: statement.key, isPassedOver: true, entry: [section])
      })
    let lines = Set(repeated.flatMap(\.lines))
    return toml.tomlLines.enumerated()
      .map { lines.contains($0.offset + 1) ? "" : $0.element }.joined(separator: "\n")
  }
}

extension Configuration {
  /// Takes from a file all that can be read.
  fileprivate mutating func read(
    _ reader: ConfigurationReader, keymap: Keymap, _ mistakes: ConfigurationMistakes
  ) {
    mistakes.add(reader.unknown)
    for section in Self.sections {
      guard let table = mistakes.collect(try reader.section(section.name)) ?? nil else { continue }
      section.read(table, into: &self, mistakes)
      mistakes.add(section.unknown(in: table))
    }
    if let keys = mistakes.collect(try reader.section(.keys)) ?? nil {
      self.keys = KeyReader(keys, builtIn: keymap, mistakes).settings
    }
    for table in mistakes.collect(try reader.tables(.rule)) ?? [] { readRule(table, mistakes) }
    filters = NamedFilter.all(
      in: mistakes.collect(try reader.tables(.filter)) ?? [], keymap: self.keymap, mistakes)
  }

  private mutating func readRule(_ table: ConfigurationTable, _ mistakes: ConfigurationMistakes) {
    mistakes.add(RuleEntry.section.unknown(in: table))
    var entry = RuleEntry()
    guard RuleEntry.section.read(table, into: &entry, mistakes), let rule = entry.rule else {
      return
    }
    if rules.contains(where: { $0.name == rule.name }) {
      mistakes.add(
        table.wrong("name", "is that of another rule; rules are chosen by their names"))
      return
    }
    if rule.trustsClaims {
      mistakes.add(
        table.advice(
          "when",
          """
          The rule '\(rule.name)' suggests to approve whoever says the right thing of themselves: \
          anybody can set handle, name, bio, picture and self-labels. Add what others say, such as \
          'label', 'is:following', 'known' or 'age'.
          """))
    }
    rules.append(rule)
    expressions[rule.name] = entry.when
  }
}

/// A rule as it is written.
struct RuleEntry {
  var name = ""
  var when = ""
  var suggest = Decision.Verdict.reject

  init() {}

  /// - Parameter when: the filter of the rule, as it was written.
  init(_ rule: Rule, when: String) {
    (name, self.when, suggest) = (rule.name, when, rule.suggest)
  }

  /// Nil where its filter can't be read.
  var rule: Rule? {
    (try? Filter(when)).map { Rule(name: name, when: $0, suggest: suggest) }
  }
}

extension NamedFilter {
  /// All that can be read. Those written without a key get the digits from 1 on that nothing else
  /// has.
  /// - Parameter keymap: what the other keys do.
  fileprivate static func all(
    in tables: [ConfigurationTable], keymap: Keymap, _ mistakes: ConfigurationMistakes
  ) -> [NamedFilter] {
    mistakes.add(tables.flatMap(section.unknown))
    var filters: [NamedFilter] = []
    var owners: [Key: String] = [:]
    for table in tables {
      var filter = NamedFilter(name: "", expression: "", key: nil)
      guard section.read(table, into: &filter, mistakes) else { continue }
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
    for index in filters.indices where filters[index].key == nil {
      filters[index].key = digits.popFirst()
    }
    return filters
  }
}

extension Keymap {
  /// What a key does, or begins, somewhere where the owner's filters are at hand.
  fileprivate func commandThatHides(_ key: Key) -> Command? {
    let bindings = KeyContext.allCases.filter(\.hasFilters).flatMap(bindings)
    return bindings.first { $0.chords.contains { $0.keys.first == key } }?.command
  }
}
