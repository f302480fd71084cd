import Foundation

/// The members of a JSON body, read as strictly as the lexicon says.
struct Fields {
  /// Of a call that has no body.
  static let none = Fields(path: "Input", members: [:])

  private let path: String
  private let members: [String: JSON]

  private init(path: String, members: [String: JSON]) {
    self.path = path
    self.members = members
  }

  init(_ json: JSON, path: String = "Input", allowing names: Set<String>) throws(ServiceError) {
    guard case .object(let members) = json else {
      throw .invalidRequest("\(path) must be an object")
    }
    for member in members where !names.contains(member.name) {
      throw .invalidRequest("\(path) has the unexpected property \"\(member.name)\"")
    }
    self.init(
      path: path,
      members: Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }))
  }

  func string(_ name: String) throws(ServiceError) -> String {
    guard let text = try optionalString(name) else { throw missing(name) }
    return text
  }

  func optionalString(_ name: String) throws(ServiceError) -> String? {
    switch members[name] {
    case nil: return nil
    case .string(let text): return text
    case .some(let other): throw mistyped(name, "a string", other)
    }
  }

  func optionalBool(_ name: String) throws(ServiceError) -> Bool? {
    switch members[name] {
    case nil: return nil
    case .bool(let flag): return flag
    case .some(let other): throw mistyped(name, "a boolean", other)
    }
  }

  /// One of the values that the lexicon knows.
  func choice(_ name: String, of choices: Set<String>) throws(ServiceError) -> String? {
    guard let text = try optionalString(name) else { return nil }
    guard choices.contains(text) else {
      throw .invalidRequest(
        "\(path)/\(name) must be one of \(choices.sorted().joined(separator: ", "))")
    }
    return text
  }

  func did(_ name: String) throws(ServiceError) -> String {
    let text = try string(name)
    guard Syntax.isDID(text) else {
      throw .invalidRequest("\(path)/\(name) must be a valid did")
    }
    return text
  }

  /// A list of DIDs, with at least one in it.
  func dids(_ name: String) throws(ServiceError) -> [String] {
    guard let value = members[name] else { throw missing(name) }
    guard case .array(let items) = value else { throw mistyped(name, "an array", value) }
    guard !items.isEmpty else {
      throw .invalidRequest("\(path)/\(name) must not have fewer than 1 elements")
    }
    return try items.enumerated().map { index, item throws(ServiceError) in
      guard case .string(let text) = item, Syntax.isDID(text) else {
        throw .invalidRequest("\(path)/\(name)/\(index) must be a valid did")
      }
      return text
    }
  }

  func fields(_ name: String, allowing names: Set<String>) throws(ServiceError) -> Fields {
    guard let value = members[name] else { throw missing(name) }
    return try Fields(value, path: "\(path)/\(name)", allowing: names)
  }

  private func missing(_ name: String) -> ServiceError {
    .invalidRequest("\(path) must have the property \"\(name)\"")
  }

  private func mistyped(_ name: String, _ wanted: String, _ value: JSON) -> ServiceError {
    .invalidRequest("\(path)/\(name) must be \(wanted), not \(value.typeName)")
  }
}

/// The parameters of a query, read as strictly as the lexicon says. A parameter that the method does
/// not know is refused too: that is always a mistake of the client.
struct Parameters {
  private let values: [String: [String]]

  init(_ pairs: [(name: String, value: String)], allowing names: Set<String>) throws(ServiceError) {
    for pair in pairs where !names.contains(pair.name) {
      throw .invalidRequest("Params has the unexpected property \"\(pair.name)\"")
    }
    values = Dictionary(grouping: pairs, by: \.name).mapValues { $0.map(\.value) }
  }

  func string(_ name: String) throws(ServiceError) -> String {
    guard let text = try optionalString(name) else {
      throw .invalidRequest("Params must have the property \"\(name)\"")
    }
    return text
  }

  func optionalString(_ name: String) throws(ServiceError) -> String? {
    let given = strings(name)
    guard given.count <= 1 else { throw .invalidRequest("\(name) must be a string") }
    return given.first
  }

  func strings(_ name: String) -> [String] { values[name] ?? [] }

  /// One of the values that the lexicon knows.
  func choice(_ name: String, of choices: Set<String>) throws(ServiceError) -> String? {
    guard let text = try optionalString(name) else { return nil }
    guard choices.contains(text) else {
      throw .invalidRequest("\(name) must be one of \(choices.sorted().joined(separator: ", "))")
    }
    return text
  }

  /// The page size: 1 to 100, 50 when it is not given.
  func limit() throws(ServiceError) -> Int {
    guard let text = try optionalString("limit") else { return 50 }
    guard let limit = Int(text) else { throw .invalidRequest("limit must be an integer") }
    guard (1...100).contains(limit) else {
      throw .invalidRequest("limit can not be less than 1 or greater than 100")
    }
    return limit
  }
}

/// An XRPC error: what the client gets instead of a result.
struct ServiceError: Error {
  let status: Int
  /// The body's `error`.
  let name: String
  let message: String

  init(_ status: Int, _ name: String, _ message: String) {
    self.status = status
    self.name = name
    self.message = message
  }

  static func invalidRequest(_ message: String) -> ServiceError {
    ServiceError(400, "InvalidRequest", message)
  }

  static let methodNotImplemented = ServiceError(
    501, "MethodNotImplemented", "Method Not Implemented")
  static let internalServerError = ServiceError(500, "InternalServerError", "Internal Server Error")
  static let invalidConvo = ServiceError(400, "InvalidConvo", "Convo not found")
  static let insufficientRole = ServiceError(403, "InsufficientRole", "Only the owner may do this")
}

/// The string formats of the lexicon language, as strictly as a real service takes them.
enum Syntax {
  /// https://atproto.com/specs/did
  static func isDID(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "did", text.utf8.count <= 2048 else { return false }
    let method = parts[1].utf8
    let identifier = parts[2].utf8
    return !method.isEmpty && method.allSatisfy(isLowercaseLetter)
      && identifier.allSatisfy { isAlphanumeric($0) || "._:%-".utf8.contains($0) }
      && identifier.last.map { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "%") } ?? false
  }

  /// https://atproto.com/specs/handle
  static func isHandle(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, text.utf8.count <= 253 else { return false }
    return labels.allSatisfy { label in
      let bytes = label.utf8
      return (1...63).contains(bytes.count)
        && bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        && bytes.first != UInt8(ascii: "-") && bytes.last != UInt8(ascii: "-")
    } && labels.last?.utf8.first.map { !isDigit($0) } ?? false
  }

  /// https://atproto.com/specs/nsid
  static func isNSID(_ text: String) -> Bool {
    let segments = text.split(separator: ".", omittingEmptySubsequences: false)
    guard segments.count >= 3, text.utf8.count <= 317, let name = segments.last else {
      return false
    }
    return isHandle(segments.dropLast().reversed().joined(separator: "."))
      && !name.isEmpty && name.utf8.allSatisfy(isAlphanumeric)
      && name.utf8.first.map { !isDigit($0) } ?? false
  }

  /// https://atproto.com/specs/lexicon#datetime
  static func isDatetime(_ text: String) -> Bool {
    let plain = Date.ISO8601FormatStyle()
    let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return (try? plain.parse(text)) != nil || (try? fractional.parse(text)) != nil
  }

  /// https://atproto.com/specs/record-key
  static func isRecordKey(_ text: String) -> Bool {
    (1...512).contains(text.utf8.count) && text != "." && text != ".."
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._:~-".utf8.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowercaseLetter(byte | 0x20) || isDigit(byte)
  }

  private static func isLowercaseLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
