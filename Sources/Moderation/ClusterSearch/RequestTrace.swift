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
