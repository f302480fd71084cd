extension Configuration {
  /// The settings in force as the text of a configuration file. What is as it is without one is
  /// marked in a comment.
  /// - Parameter defaultTheme: the theme where none is named.
  public func toml(defaultTheme: String) -> String {
    let builtIn = Configuration(keymap: builtInKeys)
    let console = [
      ("theme", (theme ?? defaultTheme).tomlQuoted, (theme ?? defaultTheme) == defaultTheme),
      ("undo_seconds", undoDelay.tomlSeconds, undoDelay == builtIn.undoDelay),
      ("poll_seconds", pollInterval.tomlSeconds, pollInterval == builtIn.pollInterval),
      ("ascii", String(ascii), ascii == builtIn.ascii),
      ("mouse", String(mouse), mouse == builtIn.mouse),
      ("raid", RaidSetting(limit: raid).text.tomlQuoted, raid == builtIn.raid),
    ]
    let settings = console.map { name, value, isDefault in
      "\(name) = \(value)\(isDefault ? "  # default" : "")"
    }
    return ([["[console]"] + settings, doorSection] + keySections + ruleSections + filterSections)
      .map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private var doorSection: [String] {
    let isDefault = door.measure == DoorSettings().measure
    let time = door.span.map { "for = \($0.description.tomlQuoted)" }
    return [
      "[door]", "how = \(door.measure.rawValue.tomlQuoted)\(isDefault ? "  # default" : "")",
      time ?? "# for  is not set: a door stays shut until it is opened",
    ]
  }

  private var keySections: [[String]] {
    guard !keys.isEmpty else { return [["# [keys]  all keys are as built in: skydoor keys"]] }
    let contexts = [nil] + Context.allCases.map(Optional.some)
    return contexts.compactMap { context in
      let lines = keys.filter { $0.context == context }.map { setting in
        "\(setting.chord.description.tomlQuoted) = "
          + (setting.command?.name ?? KeyReader.off).tomlQuoted
      }
      return lines.isEmpty ? nil : ["[keys.\(context?.rawValue ?? KeyReader.everywhere)]"] + lines
    }
  }

  private var ruleSections: [[String]] {
    rules.map { rule in
      [
        "[[rule]]", "name = \(rule.name.tomlQuoted)",
        "when = \((expressions[rule.name] ?? "").tomlQuoted)",
        "suggest = \(rule.suggest.rawValue.tomlQuoted)",
      ]
    }
  }

  private var filterSections: [[String]] {
    filters.map { filter in
      ["[[filter]]", "name = \(filter.name.tomlQuoted)", "when = \(filter.expression.tomlQuoted)"]
        + (filter.key.map { ["key = \($0.description.tomlQuoted)"] } ?? [])
    }
  }
}

extension Duration {
  /// `3`, `0.5`
  fileprivate var tomlSeconds: String {
    let (seconds, rest) = components
    return rest == 0 ? String(seconds) : String(Double(seconds) + Double(rest) / 1e18)
  }
}

extension String {
  /// A basic string. What can't be seen is escaped, so that a terminal shows it unharmed.
  fileprivate var tomlQuoted: String {
    unicodeScalars.reduce(into: "\"") { text, scalar in
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case _ where scalar.isInvisible:
        let digits = String(scalar.value, radix: 16)
        text += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      case _: text.unicodeScalars.append(scalar)
      }
    } + "\""
  }
}

extension Unicode.Scalar {
  fileprivate var isInvisible: Bool {
    [.control, .format, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
  }
}
