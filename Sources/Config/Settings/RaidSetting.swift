/// How the configuration writes a ``RaidLimit``, or that there is none.
struct RaidSetting {
  private static let key = "raid"
  private static let off = "off"

  let limit: RaidLimit?

  init(limit: RaidLimit?) { self.limit = limit }

  /// Nil where nothing is set.
  init?(_ console: ConfigurationTable) throws(ConfigurationMistake) {
    guard let text = try console.string(Self.key) else { return nil }
    let limit = RaidLimit(text)
    guard limit != nil || text == Self.off else {
      throw console.wrong(
        Self.key,
        """
        must be how many people within how long, such as "\(RaidLimit.standard)" (2 to 1000, 5m to \
        24h), or "\(Self.off)"
        """)
    }
    self.limit = limit
  }

  var text: String { limit?.description ?? Self.off }
}
