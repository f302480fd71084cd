import Foundation

extension Schema {
  /// What is wrong with a value that is to be sent, by this schema: strictly, as who sends it has no
  /// excuse for a field or a value that no lexicon names.
  /// - Parameter unknown: what stands in the place of `unknown`.
  public func problems(in value: JSONValue, unknown: Schema? = nil) throws -> [String] {
    let schema = try resolved()
    func wrong(_ what: String) -> [String] { ["\(location): \(what)"] }
    switch (schema.type, value) {
    case ("object", .object(let members)), ("params", .object(let members)):
      return try schema.problems(inMembers: members, unknown)
    case ("union", .object):
      let type = value["$type"]?.text ?? ""
      guard let variant = try schema.variants().first(where: { $0.matches(type) }) else {
        return wrong("\(type) is none of the union")
      }
      return try variant.problems(in: value, unknown: unknown)
    case ("array", .array(let elements)):
      let items = try schema.items()
      return try schema.problems(ofCount: elements.count, "minLength", "maxLength")
        + elements.flatMap { try items.problems(in: $0, unknown: unknown) }
    case ("string", .string(let text)):
      return schema.problems(inText: text)
    case ("integer", .integer(let number)):
      return schema.problems(ofCount: number, "minimum", "maximum")
    case ("boolean", .bool): return []
    case ("unknown", .object): return try unknown?.problems(in: value) ?? []
    case (let type, _): return wrong("\(value) is not of type \(type)")
    }
  }

  /// What is wrong with parameters as they go into an address.
  public func problems(inParameters pairs: [(name: String, value: String)]) throws -> [String] {
    let grouped = Dictionary(grouping: pairs, by: \.name).mapValues { $0.map(\.value) }
    let members = grouped.map { name, values in
      let isList = property(name)?.type == "array"
      let elements = values.map { text -> JSONValue in
        switch property(name)?.type {
        case "integer": Int(text).map(JSONValue.integer) ?? .string(text)
        case "boolean": Bool(text).map(JSONValue.bool) ?? .string(text)
        default: .string(text)
        }
      }
      return (name, isList || elements.count > 1 ? JSONValue.array(elements) : elements[0])
    }
    return try problems(in: .object(Dictionary(uniqueKeysWithValues: members)))
  }

  private func problems(
    inMembers members: [String: JSONValue], _ unknown: Schema?
  ) throws -> [String] {
    var problems = required.filter { members[$0] == nil }.map { "\(location): \($0) is missing" }
    for (name, value) in members {
      if name == "$type" {
        if !matches(value.text ?? "") { problems.append("\(location): $type is \(value)") }
      } else if let property = property(name) {
        problems += try property.problems(in: value, unknown: unknown)
      } else {
        problems.append("\(location): there is no \(name)")
      }
    }
    return problems
  }

  /// `$type` leaves out the name of the main definition.
  private func matches(_ type: String) -> Bool {
    location == type || location == "\(type)#main"
  }

  private func problems(ofCount count: Int, _ least: String, _ most: String) -> [String] {
    let range = (json[least]?.number ?? .min)...(json[most]?.number ?? .max)
    return range.contains(count) ? [] : ["\(location): \(count) is not in \(range)"]
  }

  private func problems(inText text: String) -> [String] {
    var problems = problems(ofCount: text.utf8.count, "minLength", "maxLength")
    problems += self.problems(ofCount: text.count, "minGraphemes", "maxGraphemes")
    if !values.isEmpty, !values.contains(text) { problems.append("\(location): no \(text)") }
    if let format = json["format"]?.text, !Self.isText(text, of: format) {
      problems.append("\(location): “\(text)” is no \(format)")
    }
    return problems
  }

  /// By the beginnings of things: what they are to be in detail is tested elsewhere.
  private static func isText(_ text: String, of format: String) -> Bool {
    switch format {
    case "did": text.hasPrefix("did:")
    case "handle": text.contains(".") && !text.hasPrefix("did:")
    case "at-identifier": text.hasPrefix("did:") || text.contains(".")
    case "datetime": (try? Date(text, strategy: .iso8601WithFraction)) != nil
    case "at-uri": text.hasPrefix("at://")
    case "uri": text.contains(":")
    case "nsid": text.split(separator: ".").count >= 3
    case "tid": text.utf8.count == 13
    case "record-key": (1...512).contains(text.utf8.count)
    case "cid": text.hasPrefix("bafyrei")
    default: true
    }
  }

  func with(_ members: [String: JSONValue]) -> Schema {
    Schema(.object(members), at: location, nsid: nsid, in: lexicons)
  }
}

extension ParseStrategy where Self == Date.ISO8601FormatStyle {
  fileprivate static var iso8601WithFraction: Self { .init(includingFractionalSeconds: true) }
}
