extension JSON {
  /// How many values it has, itself among them.
  public var count: Int {
    switch self {
    case .null, .bool, .number, .string: 1
    case .array(let elements): elements.reduce(1) { $0 + $1.count }
    case .object(let members): members.reduce(1) { $0 + $1.value.count }
    }
  }

  /// The tree with one of its values left out, doubled, or become another.
  public func mutated(using random: inout SplitMix) -> JSON {
    var place = random.below(count)
    return changed(&place, &random).first ?? .null
  }

  /// - Parameter place: how many values come before the one to be changed; below 0 once it was.
  /// - Returns: what stands in the place of this value: nothing, one, or two.
  private func changed(_ place: inout Int, _ random: inout SplitMix) -> [JSON] {
    if place < 0 { return [self] }
    place -= 1
    if place < 0 {
      return switch random.below(6) {
      case 0: []
      case 1: [self, self]
      case _: [.hostile(insteadOf: self, using: &random)]
      }
    }
    switch self {
    case .null, .bool, .number, .string:
      return [self]
    case .array(let elements):
      return [.array(elements.flatMap { $0.changed(&place, &random) })]
    case .object(let members):
      return [
        .object(
          members.flatMap { name, value in
            value.changed(&place, &random).map { (name: name, value: $0) }
          })
      ]
    }
  }

  private static func hostile(insteadOf value: JSON, using random: inout SplitMix) -> JSON {
    switch value {
    case .number where !random.oneIn(4): return .number(random.pick(numbers))
    case .string(let text) where !random.oneIn(4):
      return .string(hostile(insteadOf: text, using: &random))
    case .object(let members) where random.oneIn(2):
      let name = random.oneIn(4) ? HostileText.random(using: &random) : random.pick(names)
      return .object(members + [(name: name, value: random.pick(values))])
    case .array(let elements) where random.oneIn(2):
      return .array(elements.reversed() + [random.pick(values)])
    case .null, .bool, .number, .string, .array, .object:
      return random.oneIn(6) ? nested(random.pick([3, 100, 50_000])) : random.pick(values)
    }
  }

  private static func hostile(insteadOf text: String, using random: inout SplitMix) -> String {
    switch random.below(6) {
    case 0: HostileText.random(using: &random)
    case 1: text + HostileText.random(using: &random)
    case 2: String(text.dropLast(1 + random.below(text.count + 1)))
    case 3: String(repeating: text, count: 1 + random.size(upTo: 200))
    case _: random.pick(texts)
    }
  }

  /// Written as it is: a tree of that depth would be too much for the stack.
  private static func nested(_ depth: Int) -> JSON {
    let (start, end) = (#"[{"kind":"#, "}]")
    return .number(
      String(repeating: start, count: depth) + "0" + String(repeating: end, count: depth))
  }

  private static let numbers = [
    "-1", "0", "1", "-9223372036854775808", "9223372036854775807", "9223372036854775808",
    "18446744073709551616", "1e308", "-1e308", "1e400", "0.5", "-0", "1E-400", "2147483648",
    "99999999999999999999999999", "9007199254740993",
  ]
  private static let texts = [
    "", " ", "\0", "\u{1B}[2J\u{1B}]0;x\u{07}", "\u{202E}", "did:plc:", "did:plc:someone", "did:",
    "did:web:%00", "at://", "handle.invalid", "a.b", "-.-", "chat.bsky.convo.defs#groupConvo",
    "chat.bsky.convo.defs#unheardOf", "owner", "locked", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:60.999999999999999999+23:59", "2026-02-30T00:00:00Z", "1e9", "null", "{}",
    "ExpiredToken", "InvalidToken", "http://127.0.0.1:1", "https://[::1]:99999/", "%", "💥",
  ]
  private static let names = ["$type", "error", "message", "cursor", "did", "id", "kind", "", "\0"]
  private static let values: [JSON] =
    [.null, .bool(true), .bool(false), .array([]), .object([]), .string(""), .number("0")]
    + numbers.map(JSON.number) + texts.map(JSON.string)
}
