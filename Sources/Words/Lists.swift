import Moderation

extension [String] {
  /// Names of groups in a sentence: `A, B and C`, `A and 7 other groups`
  public var groupsText: String {
    switch count {
    case 0...1: first ?? ""
    case 2...3: dropLast().joined(separator: ", ") + " and " + self[count - 1]
    case _: "\(self[0]) and \(count - 1) other groups"
    }
  }

  /// `Night Owls`, `Night Owls and Bird walks`, `Night Owls, Bird walks and 3 more`
  public var listed: String {
    count > 3 ? prefix(2).joined(separator: ", ") + " and \(count - 2) more" : groupsText
  }

  /// `@a, @b and 338 more`
  public func counted(beyond limit: Int) -> String {
    let rest = count - limit
    return prefix(limit).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension Array where Element: Hashable {
  /// Each once, in the order given.
  public var unique: [Element] { grouped { $0 }.map { $0[0] } }
}

extension Array {
  /// The elements in groups of equal keys, ordered by the first element of each group.
  public func grouped<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
    var places: [Key: Int] = [:]
    var groups: [[Element]] = []
    for element in self {
      let place = places[key(element)] ?? groups.count
      places[key(element)] = place
      if place == groups.count { groups.append([]) }
      groups[place].append(element)
    }
    return groups
  }
}

extension Int {
  /// `1 person`, `12 people`
  public var people: String { self == 1 ? "1 person" : "\(self) people" }

  /// `812`, `1.2k`, `45k`, `3.1M`: at most four signs for any number that an account has.
  public var compact: String {
    switch self {
    case ..<1_000: String(self)
    case ..<10_000: "\(self / 1_000).\(self % 1_000 / 100)k"
    case ..<1_000_000: "\(self / 1_000)k"
    case ..<10_000_000: "\(self / 1_000_000).\(self % 1_000_000 / 100_000)M"
    case _: "\(self / 1_000_000)M"
    }
  }

  /// `2 could not be read`, behind what could; nil where there is nothing else.
  public var unreadableText: String? { self > 0 ? "\(self) could not be read" : nil }

  /// The same where nothing could be read, with what to do; nil where there is nothing at all.
  /// - Parameter thing: what one of them is: `request`.
  public func unreadableNote(_ thing: String) -> [String]? {
    guard self > 0 else { return nil }
    let fault = Fault.unreadable(self, thing)
    return [fault.message, fault.cure]
  }
}

extension Sequence {
  /// The numbers of all elements together.
  public func sum(_ number: (Element) -> Int) -> Int {
    var sum = 0
    for element in self { sum += number(element) }
    return sum
  }
}
