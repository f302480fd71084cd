/// The parameters of a query, read as strictly as the lexicon says. A parameter that the method does
/// not know is refused too: that is always a mistake of the client.
struct Parameters {
  private let values: [String: [String]]

  init(_ pairs: [(name: String, value: String)], allowing names: Set<String>) throws(Refusal) {
    for pair in pairs where !names.contains(pair.name) {
      throw .invalidRequest("Params has the unexpected property \"\(pair.name)\"")
    }
    values = Dictionary(grouping: pairs, by: \.name).mapValues { $0.map(\.value) }
  }

  func string(_ name: String) throws(Refusal) -> String {
    guard let text = try optionalString(name) else {
      throw .invalidRequest("Params must have the property \"\(name)\"")
    }
    return text
  }

  func optionalString(_ name: String) throws(Refusal) -> String? {
    let given = strings(name)
    guard given.count <= 1 else { throw .invalidRequest("\(name) must be a string") }
    return given.first
  }

  func strings(_ name: String) -> [String] { values[name] ?? [] }

  /// One of the values that the lexicon knows.
  func choice(_ name: String, of choices: Set<String>) throws(Refusal) -> String? {
    guard let text = try optionalString(name) else { return nil }
    guard choices.contains(text) else {
      throw .invalidRequest("\(name) must be one of \(choices.sorted().joined(separator: ", "))")
    }
    return text
  }

  /// The page size: 1 to 100, 50 when it is not given.
  func limit() throws(Refusal) -> Int {
    guard let text = try optionalString("limit") else { return 50 }
    guard let limit = Int(text) else { throw .invalidRequest("limit must be an integer") }
    guard (1...100).contains(limit) else {
      throw .invalidRequest("limit can not be less than 1 or greater than 100")
    }
    return limit
  }
}
