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

  init(_ json: JSON, path: String = "Input", allowing names: Set<String>) throws(Refusal) {
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

  func string(_ name: String) throws(Refusal) -> String {
    guard let text = try optionalString(name) else { throw missing(name) }
    return text
  }

  func optionalString(_ name: String) throws(Refusal) -> String? {
    switch members[name] {
    case nil: return nil
    case .string(let text): return text
    case .some(let other): throw mistyped(name, "a string", other)
    }
  }

  func optionalBool(_ name: String) throws(Refusal) -> Bool? {
    switch members[name] {
    case nil: return nil
    case .bool(let flag): return flag
    case .some(let other): throw mistyped(name, "a boolean", other)
    }
  }

  /// One of the values that the lexicon knows.
  func choice(_ name: String, of choices: Set<String>) throws(Refusal) -> String? {
    guard let text = try optionalString(name) else { return nil }
    guard choices.contains(text) else {
      throw .invalidRequest(
        "\(path)/\(name) must be one of \(choices.sorted().joined(separator: ", "))")
    }
    return text
  }

  func did(_ name: String) throws(Refusal) -> String {
    let text = try string(name)
    guard Syntax.isDID(text) else {
      throw .invalidRequest("\(path)/\(name) must be a valid did")
    }
    return text
  }

  /// A list of DIDs, with at least one in it.
  func dids(_ name: String) throws(Refusal) -> [String] {
    guard let value = members[name] else { throw missing(name) }
    guard case .array(let items) = value else { throw mistyped(name, "an array", value) }
    guard !items.isEmpty else {
      throw .invalidRequest("\(path)/\(name) must not have fewer than 1 elements")
    }
    return try items.enumerated().map { index, item throws(Refusal) in
      guard case .string(let text) = item, Syntax.isDID(text) else {
        throw .invalidRequest("\(path)/\(name)/\(index) must be a valid did")
      }
      return text
    }
  }

  func fields(_ name: String, allowing names: Set<String>) throws(Refusal) -> Fields {
    guard let value = members[name] else { throw missing(name) }
    return try Fields(value, path: "\(path)/\(name)", allowing: names)
  }

  private func missing(_ name: String) -> Refusal {
    .invalidRequest("\(path) must have the property \"\(name)\"")
  }

  private func mistyped(_ name: String, _ wanted: String, _ value: JSON) -> Refusal {
    .invalidRequest("\(path)/\(name) must be \(wanted), not \(value.typeName)")
  }
}
