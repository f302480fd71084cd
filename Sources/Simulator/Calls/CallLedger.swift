/// The calls so far, oldest first; of very many only the newest are kept.
struct CallLedger {
  /// Enough for any test, and a few megabytes at most.
  static let capacity = 20_000

  private struct Entry {
    let call: Call
    var status = 0
    var tookEffect = false
  }

  private var entries: [Entry] = []
  private var dropped = 0
  /// Most calls of a client carry the same headers: one copy serves them all.
  private var headers: Set<[String: String]> = []

  var recorded: [RecordedCall] {
    entries.map { entry in
      RecordedCall(
        method: entry.call.method, nsid: entry.call.name,
        query: Dictionary(
          entry.call.query.map { ($0.name, $0.value) }, uniquingKeysWith: { "\($0),\($1)" }),
        headers: entry.call.headers, body: String(decoding: entry.call.body, as: UTF8.self),
        status: entry.status, tookEffect: entry.tookEffect)
    }
  }

  /// - Returns: the number under which to settle it.
  mutating func record(_ call: Call) -> Int {
    if entries.count == Self.capacity {
      entries.removeFirst(Self.capacity / 4)
      dropped += Self.capacity / 4
    }
    if headers.count > 100 { headers = [] }
    var call = call
    call.headers = headers.insert(call.headers).memberAfterInsert
    entries.append(Entry(call: call))
    return dropped + entries.count - 1
  }

  mutating func tookEffect(_ number: Int) {
    guard number >= dropped else { return }
    entries[number - dropped].tookEffect = true
  }

  mutating func answered(_ number: Int, status: Int) {
    guard number >= dropped else { return }
    entries[number - dropped].status = status
  }
}

/// A call that reached the service.
public struct RecordedCall: Sendable {
  /// `GET`, `POST`, …
  public let method: String
  /// The method's NSID; for any other address its path without the first slash (`did:plc:…`).
  public let nsid: String
  /// The parameters, decoded. One that was given several times has its values joined by commas.
  public let query: [String: String]
  /// Names in lower case.
  public let headers: [String: String]
  public let body: String
  /// The status that was answered; 0 while there is no answer (and for ever after a drop).
  public let status: Int
  /// The work was done (the world changed), whatever the client was told. Always false for a query.
  public let tookEffect: Bool
}
