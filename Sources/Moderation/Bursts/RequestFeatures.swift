import ATProto
import Foundation

/// What a search for bursts looks at of one request.
struct RequestFeatures {
  let id: JoinRequest.ID
  let handle: Handle
  /// The same in all requests of one person: shorter to compare than a DID.
  let person: Int
  let requestedAt: TimeInterval
  let createdAt: TimeInterval?
  /// Nil where the handle says nothing.
  let shape: HandleShape?

  /// How old the account was at the time of the request.
  var age: TimeInterval? { createdAt.map { max(0, requestedAt - $0) } }
}

extension [RequestFeatures] {
  /// The features of all requests whose time is known, longest waiting first.
  init(_ requests: [JoinRequest]) {
    self = []
    var numbers: [DID: Int] = [:]
    for request in requests {
      guard let requestedAt = request.requestedAt else { continue }
      let person = request.person
      let number = numbers[person.did] ?? numbers.count
      numbers[person.did] = number
      append(
        RequestFeatures(
          id: request.id, handle: person.handle, person: number,
          requestedAt: requestedAt.timeIntervalSinceReferenceDate,
          createdAt: person.createdAt?.timeIntervalSinceReferenceDate,
          shape: HandleShape(person.handle)))
    }
    sort { first, second in
      if first.requestedAt != second.requestedAt { return first.requestedAt < second.requestedAt }
      let (one, other) = (first.id.member.description, second.id.member.description)
      return one != other ? one < other : first.id.group < second.id.group
    }
  }

  /// How many people there are.
  var people: Int { Set(map(\.person)).count }
}

/// What makes a handle look like another one.
struct HandleShape {
  /// The handle with one sign for each run of digits: `prize-desk#.drop.test`.
  let pattern: String
  /// What the account is called under its host, if that is long enough to be compared letter by
  /// letter: `prize-desk4101`.
  let name: [UInt8]?

  /// Shorter names are a few letters away from many others.
  private static let minimumLength = 6
  /// Letters by which two names may differ.
  private static let tolerance = 2

  /// Nil for a handle with nothing to compare: a placeholder, one that is called by a
  /// number, or one that stands for letters of another script (`xn--…`), where a small difference in
  /// writing says nothing.
  init?(_ handle: Handle) {
    let bytes = Array(handle.description.utf8)
    let name = Self.name(in: bytes)
    guard !handle.isPlaceholder, name.contains(where: \.isLowercaseLetter),
      !name.starts(with: "xn--".utf8)
    else { return nil }
    pattern = String(decoding: Self.withoutNumbers(bytes), as: UTF8.self)
    self.name = name.count >= Self.minimumLength ? Array(name) : nil
  }

  /// All labels but the last two, which are a host's as a rule (`bsky.social`), or the first of two.
  private static func name(in handle: [UInt8]) -> ArraySlice<UInt8> {
    let dots = handle.indices.filter { handle[$0] == UInt8(ascii: ".") }
    return dots.isEmpty ? [] : handle[..<dots[max(0, dots.count - 2)]]
  }

  private static func withoutNumbers(_ bytes: [UInt8]) -> [UInt8] {
    let sign = UInt8(ascii: "#")
    return bytes.reduce(into: []) { result, byte in
      guard byte.isDigit else { return result.append(byte) }
      if result.last != sign { result.append(sign) }
    }
  }

  /// Whether two names differ in two letters at most: added, left out or changed.
  ///
  /// Not by the edit distance of `Text`, which reckons the whole table for two names: this stops at the
  /// third difference, and makes nothing on the heap.
  static func isNear(_ name: [UInt8], _ other: [UInt8]) -> Bool {
    name.withUnsafeBufferPointer { name in
      other.withUnsafeBufferPointer { other in isNear(name[...], other[...], edits: tolerance) }
    }
  }

  /// On bytes that nobody counts references to: this runs for every pair of neighbours.
  private static func isNear(
    _ name: Slice<UnsafeBufferPointer<UInt8>>, _ other: Slice<UnsafeBufferPointer<UInt8>>,
    edits: Int
  ) -> Bool {
    // It is never worth changing what both begin with.
    var (name, other) = (name, other)
    while let letter = name.first, letter == other.first {
      name.removeFirst()
      other.removeFirst()
    }
    if name.isEmpty || other.isEmpty { return name.count + other.count <= edits }
    guard edits > 0, abs(name.count - other.count) <= edits else { return false }
    return isNear(name.dropFirst(), other.dropFirst(), edits: edits - 1)
      || isNear(name.dropFirst(), other, edits: edits - 1)
      || isNear(name, other.dropFirst(), edits: edits - 1)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
  /// Handles have no upper case.
  fileprivate var isLowercaseLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
}
