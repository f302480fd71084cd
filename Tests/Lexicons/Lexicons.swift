import Foundation

/// The official JSON schemas, as far as a test needs them: in a folder `app/bsky/actor/defs.json` and
/// so on, which the environment variable `SKYDOOR_LEXICONS` names. They are not part of this project.
///
/// Source: https://atproto.com/specs/lexicon
public struct Lexicons: Sendable {
  public static let variable = "SKYDOOR_LEXICONS"
  /// What to say of a suite that is skipped.
  public static let isMissing = "Set \(variable) to the folder with the official JSON schemas."

  /// Whether a folder is named. Where it can't be read, the tests fail.
  public static var areGiven: Bool { folder != nil }

  private static var folder: String? {
    ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }
  }

  private let documents: [String: JSONValue]

  /// The schemas of the folder, which are read once.
  public static func load() throws -> Lexicons { try loaded.get() }

  private static let loaded = Result { try Lexicons() }

  private init() throws {
    let root = URL(fileURLWithPath: Self.folder ?? "", isDirectory: true)
    var documents: [String: JSONValue] = [:]
    let paths = FileManager.default.enumerator(atPath: root.path)
    while let path = paths?.nextObject() as? String {
      guard path.hasSuffix(".json") else { continue }
      let data = try Data(contentsOf: root.appendingPathComponent(path))
      let document = try JSONDecoder().decode(JSONValue.self, from: data)
      guard case .string(let id)? = document["id"] else { continue }
      documents[id] = document
    }
    guard !documents.isEmpty else { throw LexiconError("There are no schemas in \(root.path).") }
    self.documents = documents
  }

  /// A definition by its name: `chat.bsky.convo.defs#convoView`; without `#` the main one.
  public func definition(_ name: String) throws -> Schema {
    let parts = name.split(separator: "#")
    let def = parts.count > 1 ? String(parts[1]) : "main"
    guard let nsid = parts.first.map(String.init), let json = documents[nsid]?["defs"]?[def] else {
      throw LexiconError("No lexicon has \(name).")
    }
    return Schema(json, at: "\(nsid)#\(def)", nsid: nsid, in: self)
  }

  /// The values that a string may have, by the definition of a string.
  public func values(of name: String) throws -> Set<String> { try definition(name).values }

  /// The errors that a method declares.
  public func errors(of nsid: String) throws -> Set<String> {
    Set(try definition(nsid).json["errors"].list.compactMap { $0["name"]?.text })
  }
}

public struct LexiconError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}

/// A schema, and where it stands: `chat.bsky.convo.defs#convoView.members`.
public struct Schema: Sendable {
  public let location: String
  let json: JSONValue
  let nsid: String
  let lexicons: Lexicons

  init(_ json: JSONValue, at location: String, nsid: String, in lexicons: Lexicons) {
    self.json = json
    self.location = location
    self.nsid = nsid
    self.lexicons = lexicons
  }

  /// `object`, `string`, `query` and so on.
  public var type: String { json["type"]?.text ?? "" }

  /// What a reference leads to; of a record what is in it.
  public func resolved() throws -> Schema {
    switch type {
    case "ref": try reference(json["ref"]?.text ?? "").resolved()
    case "record": try part("record", "")
    default: self
    }
  }

  /// The members of an object, or the parameters of a query.
  public var properties: [String: JSONValue] { json["properties"].members }
  public var required: Set<String> { Set(json["required"].list.compactMap(\.text)) }

  public func property(_ name: String) -> Schema? {
    properties[name].map { Schema($0, at: "\(location).\(name)", nsid: nsid, in: lexicons) }
  }

  /// The elements of an array.
  public func items() throws -> Schema { try part("items", "[]").resolved() }

  /// What a union may be. It may also be something else: unions are open unless they say otherwise.
  public func variants() throws -> [Schema] {
    try json["refs"].list.compactMap(\.text).map { try reference($0).resolved() }
  }

  /// The values of a string that the schema knows.
  public var values: Set<String> {
    let named = json["knownValues"].list + json["enum"].list + (json["const"].map { [$0] } ?? [])
    return Set(named.compactMap(\.text))
  }

  /// Of a method: its parameters, and the bodies of call and answer; nil where it has none.
  public func parameters() -> Schema? { inner("parameters") }
  public func input() throws -> Schema? { try inner("input")?.part("schema", "").resolved() }
  public func output() throws -> Schema? { try inner("output")?.part("schema", "").resolved() }

  private func inner(_ name: String) -> Schema? {
    json[name].map { Schema($0, at: "\(location) \(name)", nsid: nsid, in: lexicons) }
  }

  private func part(_ name: String, _ suffix: String) throws -> Schema {
    guard let json = json[name] else { throw LexiconError("\(location) has no \(name).") }
    return Schema(json, at: location + suffix, nsid: nsid, in: lexicons)
  }

  private func reference(_ name: String) throws -> Schema {
    try lexicons.definition(name.hasPrefix("#") ? nsid + name : name)
  }
}

/// A JSON value.
public enum JSONValue: Decodable, Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? value.decode(Int.self) {
      self = .integer(number)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let elements = try? value.decode([JSONValue].self) {
      self = .array(elements)
    } else {
      self = .object(try value.decode([String: JSONValue].self))
    }
  }

  /// As `JSONEncoder` writes a value.
  public init(encoding value: some Encodable) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
  }

  public subscript(_ name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  public var text: String? { if case .string(let text) = self { text } else { nil } }
  var number: Int? { if case .integer(let number) = self { number } else { nil } }
}

extension JSONValue? {
  var list: [JSONValue] { if case .array(let elements)? = self { elements } else { [] } }
  var members: [String: JSONValue] { if case .object(let members)? = self { members } else { [:] } }
}
