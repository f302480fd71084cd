import ATProto
import Foundation
import Moderation

/// The people waiting in one group, longest waiting first.
public struct RequestList: Equatable, Sendable {
  public enum Phase: Equatable, Sendable {
    /// Nobody has asked for it yet.
    case unknown
    case loading(Load)
    case loaded(at: Date)
    case failed(Fault)
  }

  /// One reading of the list from the service, page by page.
  public struct Load: Equatable, Sendable {
    public let number: Int
    /// Who has come so far. Rows that are not among them when it ends are gone.
    var seen: Set<DID> = []
    /// Who was decided on meanwhile: a page read before that may still name them.
    var decided: Set<DID> = []
    /// Something has changed meanwhile, so the list is read once more afterwards.
    var again = false
  }

  public private(set) var rows: [JoinRequest] = []
  /// When each row asked: the sort key, by which a row is found without a search through all.
  private var askedAt: [DID: Date] = [:]
  /// Why the last decision on a row failed.
  public private(set) var faults: [DID: Fault] = [:]
  public var phase = Phase.unknown
  public var cursor = ListCursor()
  /// The owner has moved in this list, so its selection follows the person rather than the top.
  public var isTouched = false
  /// It has been read to its end at least once.
  public var isComplete = false

  public init() {}

  public var selected: JoinRequest? {
    rows.indices.contains(cursor.index) ? rows[cursor.index] : nil
  }

  public var load: Load? {
    if case .loading(let load) = phase { load } else { nil }
  }

  /// Changes the reading in progress, if there is one, in place: what it has seen is as long as the
  /// list.
  mutating func updateLoad(_ change: (inout Load) -> Void) {
    guard case .loading(var load) = phase else { return }
    phase = .unknown
    change(&load)
    phase = .loading(load)
  }

  public func fault(of member: DID) -> Fault? { faults[member] }

  // MARK: Changing rows

  /// Takes rows that are new or newer; the selection stays on its person.
  mutating func merge(_ page: [JoinRequest]) {
    keepingSelection { list in
      var added: [JoinRequest] = []
      for request in page {
        let key = request.sortDate
        if let known = list.askedAt[request.person.did],
          let index = list.index(of: request.person.did, askedAt: known)
        {
          guard known != key else {
            list.rows[index] = request
            continue
          }
          list.rows.remove(at: index)
        }
        list.askedAt[request.person.did] = key
        added.append(request)
      }
      list.insert(added.sorted(by: JoinRequest.isOrderedBefore))
    }
  }

  /// Takes one row out; the selection moves to the next one.
  mutating func remove(_ member: DID) {
    guard let known = askedAt.removeValue(forKey: member),
      let index = index(of: member, askedAt: known)
    else { return }
    rows.remove(at: index)
    faults[member] = nil
    if index < cursor.index { cursor.index -= 1 }
    cursor.clamp(count: rows.count)
  }

  /// Puts a row back where it was, with the reason if its decision failed.
  mutating func restore(_ request: JoinRequest, fault: Fault? = nil) {
    merge([request])
    faults[request.person.did] = fault
  }

  /// Selects a person who is in the list.
  mutating func select(_ member: DID) {
    guard let known = askedAt[member], let index = index(of: member, askedAt: known) else { return }
    cursor.index = index
  }

  /// Drops every row that is not in a set.
  mutating func keep(only members: Set<DID>) {
    guard rows.contains(where: { !members.contains($0.person.did) }) else { return }
    keepingSelection { list in
      list.rows.removeAll { !members.contains($0.person.did) }
      list.askedAt = list.askedAt.filter { members.contains($0.key) }
      list.faults = list.faults.filter { members.contains($0.key) }
    }
  }

  /// Inserts rows that are in order themselves. A page comes from one end of the list as a rule, so
  /// thousands of rows are moved as one block instead of being sorted again.
  private mutating func insert(_ added: [JoinRequest]) {
    var end = added.endIndex
    var limit = rows.endIndex
    while end > added.startIndex {
      // The last of those left, and all before it that go to the same gap between two rows.
      let last = added[end - 1]
      let gap = firstIndex(notBefore: (last.sortDate, last.person.did), below: limit)
      var start = end - 1
      while start > added.startIndex,
        gap == 0 || JoinRequest.isOrderedBefore(rows[gap - 1], added[start - 1])
      {
        start -= 1
      }
      rows.insert(contentsOf: added[start..<end], at: gap)
      end = start
      limit = gap
    }
  }

  private mutating func keepingSelection(_ change: (inout RequestList) -> Void) {
    let selected = isTouched ? selected?.person.did : nil
    change(&self)
    if let selected { select(selected) }
    cursor.clamp(count: rows.count)
  }

  private func index(of member: DID, askedAt date: Date) -> Int? {
    let index = firstIndex(notBefore: (date, member), below: rows.endIndex)
    return rows.indices.contains(index) && rows[index].person.did == member ? index : nil
  }

  /// Binary search for the place of a sort key among the rows before `limit`.
  private func firstIndex(notBefore key: (Date, DID), below limit: Int) -> Int {
    var low = 0
    var high = limit
    while low < high {
      let middle = (low + high) / 2
      if JoinRequest.isOrdered(
        (rows[middle].sortDate, rows[middle].person.did), before: key)
      {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension JoinRequest {
  /// Those whose date can't be read come last.
  fileprivate var sortDate: Date { requestedAt ?? .distantFuture }

  fileprivate static func isOrderedBefore(_ a: JoinRequest, _ b: JoinRequest) -> Bool {
    isOrdered((a.sortDate, a.person.did), before: (b.sortDate, b.person.did))
  }

  /// Longest waiting first; the DID decides between equals, so that the order never wavers.
  fileprivate static func isOrdered(_ a: (Date, DID), before b: (Date, DID)) -> Bool {
    a.0 == b.0 ? a.1.description < b.1.description : a.0 < b.0
  }
}
