/// Decodes a type from a schema instead of from an answer: whatever the type asks for is looked up in
/// the schema, which answers with a value of the right kind. So it sees what the real decoding code
/// reads, and notes each field that no lexicon has, that is of another kind, or that the type takes
/// for granted and the lexicon does not.
public final class SchemaReading {
  /// What was found, each once.
  public private(set) var problems: Set<String> = []
  /// Whether something was ever read at a place as what it is: a type may try several kinds.
  private var reads: [String: Bool] = [:]
  /// Whether an optional member of a Swift type ever had a value, by `Type.member`.
  private var filled: [String: Bool] = [:]
  fileprivate private(set) var unknown: Schema?

  public init() {}

  /// Decodes a value once for each variant of the unions in it.
  /// - Parameter unknown: what stands in the place of `unknown`.
  /// - Returns: what came out, for a closer look.
  @discardableResult
  public func decode<Value: Decodable>(
    _: Value.Type, from schema: Schema, unknown: Schema? = nil
  ) throws -> [Value] {
    self.unknown = unknown
    var values: [Value] = []
    // So many that unions of two, three or four meet in every way.
    let variants = 12
    for variant in 0..<variants {
      let decoder = SchemaDecoder(try schema.resolved(), self, variant: variant)
      do {
        let value = try Value(from: decoder)
        look(at: value, in: "\(Value.self)")
        values.append(value)
      } catch {
        problems.insert("\(Value.self) can't be decoded from \(schema.location): \(error)")
      }
    }
    return values
  }

  /// Call it when all is read.
  public func finish() -> [String] {
    for (place, isRight) in reads where !isRight { problems.insert(place) }
    for (member, isFilled) in filled where !isFilled { problems.insert("\(member) is never read") }
    return problems.sorted()
  }

  func note(_ problem: String) { problems.insert(problem) }

  func read(_ place: String, isRight: Bool) { reads[place] = reads[place] == true || isRight }

  /// Every field has a value in what is read here, so what has none in the end was looked for in the
  /// wrong place, or was not understood.
  private func look(at value: Any, in type: String) {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle != .optional else {
      if let (_, inner) = mirror.children.first { look(at: inner, in: type) }
      return
    }
    let type = "\(mirror.subjectType)"
    for (label, child) in mirror.children {
      let member = "\(type).\(label ?? "")"
      let inner = Mirror(reflecting: child)
      if inner.displayStyle == .optional {
        filled[member] = filled[member] == true || !inner.children.isEmpty
      }
      if label == "unreadable", child as? Int != 0 { problems.insert("\(member): \(child)") }
      if label == "isDamaged", child as? Bool == true { problems.insert("\(member) is true") }
      // What a tolerant type has in the place of what it did not find.
      if ["", "handle.invalid"].contains(child as? String) {
        problems.insert("\(member) is not read")
      }
      if !(child is String) { look(at: child, in: type) }
    }
  }
}

/// See ``SchemaReading``.
private final class SchemaDecoder: Decoder {
  let schema: Schema
  let reading: SchemaReading
  let variant: Int
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any] = [:]
  /// The places in the schemas that led here.
  let ancestors: [String]
  /// What a union is here, once that is settled.
  private var chosen: Schema?

  init(
    _ schema: Schema, _ reading: SchemaReading, variant: Int, at path: [any CodingKey] = [],
    below ancestors: [String] = []
  ) {
    self.schema = schema
    self.reading = reading
    self.variant = variant
    codingPath = path
    self.ancestors = ancestors
  }

  /// A field that leads to what it is in once more, without end: a profile names who added it, whose
  /// profile does so too.
  func repeats(_ field: Schema) -> Bool {
    guard let place = try? field.resolved().location else { return false }
    return (ancestors + [schema.location]).count { $0 == place } > 1
  }

  /// The path in the answer and the place in the schema.
  var place: String {
    codingPath.map(\.stringValue).joined(separator: ".") + " (\(schema.location))"
  }

  /// The object that is read.
  func object(for key: String) throws -> Schema {
    guard schema.type == "union" else { return schema }
    if let chosen { return chosen }
    let variants = try schema.variants()
    // Without a look at the type, it is a variant that has the field.
    let fitting = key == "$type" ? [] : variants.filter { $0.property(key) != nil }
    let found = fitting.first ?? variants[variant % variants.count]
    chosen = found
    return found
  }

  func inner(_ schema: Schema, _ key: any CodingKey, variant: Int? = nil) throws -> SchemaDecoder {
    SchemaDecoder(
      try schema.resolved(), reading, variant: variant ?? self.variant, at: codingPath + [key],
      below: ancestors + [self.schema.location])
  }

  func mismatch(_ wanted: String) -> DecodingError {
    let text = "\(place) is read as \(wanted) and is \(schema.type)"
    reading.read(text, isRight: false)
    return .typeMismatch(
      SchemaDecoder.self, .init(codingPath: codingPath, debugDescription: text))
  }

  func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
    if schema.type == "unknown" {
      if let unknown = reading.unknown {
        let decoder = SchemaDecoder(
          try unknown.resolved(), reading, variant: variant, at: codingPath, below: ancestors)
        return try decoder.container(keyedBy: Key.self)
      }
      throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "unknown"))
    }
    guard ["object", "union"].contains(schema.type) else { throw mismatch("object") }
    return KeyedDecodingContainer(SchemaObject<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard schema.type == "array" else { throw mismatch("array") }
    return SchemaArray(decoder: self, items: try schema.items())
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    SchemaValue(decoder: self)
  }
}

private struct SchemaObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: SchemaDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { [] }

  /// The fields that the type can do without.
  private final class Tolerated { var names: Set<String> = [] }
  private let tolerated = Tolerated()

  init(decoder: SchemaDecoder) { self.decoder = decoder }

  func contains(_ key: Key) -> Bool {
    tolerated.names.insert(key.stringValue)
    let field = try? decoder.object(for: key.stringValue).property(key.stringValue)
    return field.map { !decoder.repeats($0) } ?? true
  }

  func decodeNil(forKey key: Key) throws -> Bool { false }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try T(from: field(key))
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { try field(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try field(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { try field(key) }

  private func field(_ key: Key) throws -> SchemaDecoder {
    let name = key.stringValue
    let object = try decoder.object(for: name)
    if name == "$type" { return try decoder.inner(object.typeName, key) }
    let isUnion = decoder.schema.type == "union"
    let isTolerated = tolerated.names.contains(name)
    let property = object.property(name)
    if isUnion, isTolerated {
      // A type for every variant of a union: one that has the field is enough.
      decoder.reading.read(
        "\(decoder.place) has no variant with \(name)", isRight: property != nil)
    }
    guard let property else {
      let text = "\(object.location) has no \(name)"
      if !isUnion || !isTolerated { decoder.reading.note(text) }
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: text))
    }
    if !isTolerated, !object.required.contains(name) {
      decoder.reading.note("\(object.location) need not have \(name), which is taken for granted")
    }
    return try decoder.inner(property, key)
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try type.init(from: field(key)) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try type.init(from: field(key))
  }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try type.init(from: field(key))
  }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    try type.init(from: field(key))
  }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try type.init(from: field(key)) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try type.init(from: field(key)) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
    try type.init(from: field(key))
  }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
    try type.init(from: field(key))
  }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
    try type.init(from: field(key))
  }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try type.init(from: field(key)) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
    try type.init(from: field(key))
  }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
    try type.init(from: field(key))
  }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
    try type.init(from: field(key))
  }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
    try type.init(from: field(key))
  }
}

/// One element, or one for each variant of a union.
private struct SchemaArray: UnkeyedDecodingContainer {
  let decoder: SchemaDecoder
  let items: Schema
  var currentIndex = 0

  init(decoder: SchemaDecoder, items: Schema) {
    self.decoder = decoder
    self.items = items
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { items.type == "union" ? (try? items.variants().count) : 1 }
  var isAtEnd: Bool { currentIndex >= count ?? 0 }

  private mutating func next() throws -> SchemaDecoder {
    defer { currentIndex += 1 }
    return try decoder.inner(
      items, Index(intValue: currentIndex),
      variant: items.type == "union" ? currentIndex : nil)
  }

  mutating func decodeNil() throws -> Bool { false }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: next()) }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> { try next().container(keyedBy: type) }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next().unkeyedContainer()
  }
  mutating func superDecoder() throws -> any Decoder { try next() }

  private struct Index: CodingKey {
    let intValue: Int?
    var stringValue: String { "[]" }
    init(intValue: Int) { self.intValue = intValue }
    init?(stringValue: String) { nil }
  }
}

private struct SchemaValue: SingleValueDecodingContainer {
  let decoder: SchemaDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  private func value<T>(_ type: String, _ value: T) throws -> T {
    guard decoder.schema.type == type else { throw decoder.mismatch(type) }
    for other in ["object", "array", "string", "integer", "boolean", "number"] {
      decoder.reading.read(
        "\(decoder.place) is read as \(other) and is \(type)", isRight: true)
    }
    return value
  }

  func decodeNil() -> Bool { false }
  func decode(_: Bool.Type) throws -> Bool { try value("boolean", true) }
  func decode(_: String.Type) throws -> String {
    try value("string", decoder.schema.sample(decoder.variant))
  }
  func decode(_: Int.Type) throws -> Int { try value("integer", 1) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: decoder) }

  // The lexicon language has no other numbers.
  func decode(_: Double.Type) throws -> Double { try value("number", 1) }
  func decode(_: Float.Type) throws -> Float { try value("number", 1) }
  func decode(_: Int8.Type) throws -> Int8 { try value("integer", 1) }
  func decode(_: Int16.Type) throws -> Int16 { try value("integer", 1) }
  func decode(_: Int32.Type) throws -> Int32 { try value("integer", 1) }
  func decode(_: Int64.Type) throws -> Int64 { try value("integer", 1) }
  func decode(_: UInt.Type) throws -> UInt { try value("integer", 1) }
  func decode(_: UInt8.Type) throws -> UInt8 { try value("integer", 1) }
  func decode(_: UInt16.Type) throws -> UInt16 { try value("integer", 1) }
  func decode(_: UInt32.Type) throws -> UInt32 { try value("integer", 1) }
  func decode(_: UInt64.Type) throws -> UInt64 { try value("integer", 1) }
}

extension Schema {
  /// The schema of the `$type` of such an object: a string of one value.
  fileprivate var typeName: Schema {
    let name = location.hasSuffix("#main") ? String(location.dropLast(5)) : location
    return with(["type": .string("string"), "const": .string(name)])
  }

  /// A text that the schema allows.
  fileprivate func sample(_ variant: Int) -> String {
    let values = values.sorted()
    if !values.isEmpty { return values[variant % values.count] }
    return switch json["format"]?.text {
    case "did": "did:plc:alice"
    case "handle": "alice.test"
    case "at-identifier": "did:plc:alice"
    case "datetime": "2026-01-31T09:05:00.250Z"
    case "at-uri": "at://did:plc:alice/app.bsky.graph.list/3jzfcijpj2z2a"
    case "uri": "https://example.com"
    case "nsid": "app.bsky.graph.block"
    case "tid", "record-key": "3jzfcijpj2z2a"
    default: "text"
    }
  }
}
