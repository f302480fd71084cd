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
  ///   - followers: how many followers the person has who is behind the request with a number; nil where
  ///     that is not known.
  /// - Returns: the numbers and the ids of the requests, in the order of the list.
  public func order(
    of count: Int, isReversed: Bool = false, _ request: (Int) -> JoinRequest,
    followers: (Int) -> Int?
  ) -> [(index: Int, id: JoinRequest.ID)] {
    func byNumber(
      _ number: (JoinRequest, Int) -> Double?
    ) -> [(index: Int, id: JoinRequest.ID)] {
      let keyed = (0..<count).map { index in
        let request = request(index)
        let key = number(request, index).map { isReversed ? -$0 : $0 }
        return (key: key ?? .infinity, id: request.id, index: index)
      }
      return keyed.sorted { a, b in
        a.key == b.key ? a.id.isOrdered(before: b.id) : a.key < b.key
      }.map { ($0.index, $0.id) }
    }
    switch self {
    case .waiting: return byNumber { request, _ in request.requestedAt?.timeIntervalSince1970 }
    case .age:
      return byNumber { request, _ in request.person.createdAt.map { -$0.timeIntervalSince1970 } }
    case .followers: return byNumber { _, index in followers(index).map(Double.init) }
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
      }.map { ($0.index, $0.id) }
    }
  }
}

extension JoinRequest.ID {
  fileprivate func isOrdered(before other: JoinRequest.ID) -> Bool {
    (member.description, group) < (other.member.description, other.group)
  }
}
