import TOML

/// One thing that can be set in a table of the configuration file: what it is called, how it is
/// written, what it does, and the property that it is kept in.
struct Setting<Root> {
  /// What it is called.
  let key: String
  /// What it has to be, after "must be".
  let form: String
  /// What it does, in a sentence.
  let doc: String
  /// What holds where it is not set and has no default; nil where nothing needs to be said.
  private let unset: String?
  /// Takes the value from a table; leaves what is there where the table does not set it.
  let read: (ConfigurationTable, inout Root) throws(ConfigurationMistake) -> Void
  /// The value as TOML; nil where there is none.
  let text: (Root) -> String?

  init<Value>(
    _ key: String, _ property: WritableKeyPath<Root, Value>, _ form: SettingForm<Value>,
    unset: String? = nil, _ doc: String
  ) {
    self.key = key
    self.form = form.words
    self.doc = doc
    self.unset = unset
    read = { (table, root) throws(ConfigurationMistake) in
      if let value = try form.read(table, key) { root[keyPath: property] = value }
    }
    text = { form.write($0[keyPath: property]) }
  }

  /// A line of a configuration file that sets it, or says what holds while it is not set.
  /// - Parameter builtIn: what holds without a file: what is equal to it is marked.
  func line(of root: Root, builtIn: Root?) -> String? {
    guard let text = text(root) else { return unset.map { "# \(key)  is not set: \($0)" } }
    let isDefault = builtIn.map { self.text($0) == text } ?? false
    return "\(key) = \(text)\(isDefault ? "  # default" : "")"
  }
}

/// A section of the configuration file, with all that can be set in it.
struct SettingsSection<Root> {
  let name: ConfigurationSection
  let settings: [Setting<Root>]

  /// Takes everything from a table that can be read.
  /// - Returns: whether nothing was wrong.
  @discardableResult
  func read(
    _ table: ConfigurationTable, into root: inout Root, _ mistakes: ConfigurationMistakes
  ) -> Bool {
    var isSound = true
    for setting in settings
    where mistakes.collect(try setting.read(table, &root)) == nil { isSound = false }
    return isSound
  }

  /// A mistake that can be passed over for each name in a table that is none of a setting.
  func unknown(in table: ConfigurationTable) -> [ConfigurationMistake] {
    table.unknown(known: settings.map(\.key))
  }

  /// The section as it stands in a configuration file.
  /// - Parameter builtIn: what holds without a file: what is equal to it is marked.
  func lines(of root: Root, builtIn: Root? = nil) -> [String] {
    [name.title] + settings.compactMap { $0.line(of: root, builtIn: builtIn) }
  }
}

/// How a value is written in the configuration file.
struct SettingForm<Value> {
  /// What it has to be, after "must be".
  let words: String
  /// Nil where it is not set.
  let read: (ConfigurationTable, _ key: String) throws(ConfigurationMistake) -> Value?
  /// As TOML; nil where there is nothing to write.
  let write: (Value) -> String?
}

extension SettingForm {
  /// A value that is no text.
  private init(
    _ words: String, _ parse: @escaping (any TOMLValueConvertible) -> Value?,
    write: @escaping (Value) -> String
  ) {
    self.init(
      words: words,
      read: { (table, key) throws(ConfigurationMistake) in try table.value(key, words, parse) },
      write: write)
  }

  /// A text in quotes, of which not every one will do.
  /// - Parameter example: what could be written, where it may not be left out.
  static func text(
    _ words: String = "a text in quotes", example: String? = nil,
    parse: @escaping (String) -> Value?, write: @escaping (Value) -> String?
  ) -> Self {
    SettingForm(
      words: words,
      read: { (table, key) throws(ConfigurationMistake) in
        guard let text = try table.string(key, example: example) else { return nil }
        guard let value = parse(text) else { throw table.wrong(key, "must be \(words)") }
        return value
      }, write: { write($0)?.tomlQuoted })
  }

  /// The same for what has no default.
  static func optional<Wrapped>(
    _ words: String = "a text in quotes", parse: @escaping (String) -> Wrapped?,
    write: @escaping (Wrapped) -> String
  ) -> Self where Value == Wrapped? {
    .text(words, parse: { parse($0).map(Optional.some) }, write: { $0.map(write) })
  }
}

extension SettingForm<Bool> {
  static var boolean: Self { SettingForm("true or false", { $0.bool }, write: { String($0) }) }
}

extension SettingForm<Duration> {
  /// A number of seconds.
  static func seconds(_ range: ClosedRange<Double>) -> Self {
    SettingForm(
      "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))",
      { value in
        let seconds = value.double ?? value.int.map(Double.init)
        return seconds.flatMap { range.contains($0) ? .seconds($0) : nil }
      }, write: { $0.tomlSeconds })
  }
}

extension SettingForm<String> {
  /// What something is called.
  static func name(example: String) -> Self {
    .text(example: example, parse: { $0 }, write: { $0 })
  }

  /// A filter.
  static func filter(example: String) -> Self {
    SettingForm(
      words: "a filter",
      read: { (table, key) throws(ConfigurationMistake) in
        try table.filter(key, example: example)
      }, write: { $0.tomlQuoted })
  }
}

extension Duration {
  /// `3`, `0.5`
  fileprivate var tomlSeconds: String {
    let (seconds, rest) = components
    return rest == 0 ? String(seconds) : String(Double(seconds) + Double(rest) / 1e18)
  }
}
