import Foundation

/// In which order people waiting are listed. What is not known comes last either way.
public enum RequestOrder: String, CaseIterable, Sendable {
  /// Whoever has waited longest first.
  case waiting
  /// The youngest account first.
  case age
  /// Whoever has the fewest followers first.
  case followers
  /// By handle, A to Z.
  case handle
}

extension RequestOrder {
  /// Puts requests in this order. Of equals, the one with the lower DID and group comes first, so that
  /// the order never wavers.
  /// - Parameters:
  ///   - count: how many requests there are.
  ///   - isReversed: the other way around.
  ///   - request: the request with a number from 0 to `count - 1`.
  ///   - followers: how many followers the person has; nil where that is not known.
  /// - Returns: the numbers of the requests, in the order of the list.
  public func order(
    of count: Int, isReversed: Bool = false, _ request: (Int) -> JoinRequest,
    followers: (JoinRequest) -> Int?
  ) -> [Int] {
    func byNumber(_ number: (JoinRequest) -> Double?) -> [Int] {
      let keyed = (0..<count).map { index in
        let request = request(index)
        let key = number(request).map { isReversed ? -$0 : $0 }
        return (key: key ?? .infinity, id: request.id, index: index)
      }
      return keyed.sorted { a, b in
        a.key == b.key ? a.id.isOrdered(before: b.id) : a.key < b.key
      }.map(\.index)
    }
    switch self {
    case .waiting: return byNumber { $0.requestedAt?.timeIntervalSince1970 }
    case .age: return byNumber { $0.person.createdAt.map { -$0.timeIntervalSince1970 } }
    case .followers: return byNumber { followers($0).map(Double.init) }
    case .handle:
      let keyed = (0..<count).map { index in
        let request = request(index)
        let handle = request.person.handle
        return (
          key: handle.isPlaceholder ? nil : handle.description, id: request.id, index: index
        )
      }
      return keyed.sorted { a, b in
        guard a.key != b.key else { return a.id.isOrdered(before: b.id) }
        guard let first = a.key, let second = b.key else { return b.key == nil }
        return (first < second) != isReversed
      }.map(\.index)
    }
  }
}

extension JoinRequest.ID {
  fileprivate func isOrdered(before other: JoinRequest.ID) -> Bool {
    (member.description, group) < (other.member.description, other.group)
  }
}
