import Foundation
import Moderation

/// The people waiting: what is known of them, group by group, and the list that is made of it.
struct Requests: Equatable, Sendable {
  var lists: [Group.ID: RequestList] = [:]
  /// The rows shown, of the selected group or of all.
  var list = RowList<JoinRequest.ID>()
  /// Who was selected in the scopes that have been left.
  var places: [GroupScope: JoinRequest.ID] = [:]
  var sort = RequestOrder.waiting
  var isReversed = false
  /// What `n` and `N` look for: the last filter that was in force.
  var searched = FilterExpression.none
  /// The filters accepted so far, the newest last.
  var earlierFilters: [String] = []
  /// The rows of people who have left are taken away after a while, by a timer that runs.
  var isLingering = false
  var snapshotSchedule = SnapshotSchedule()

  subscript(group: Group.ID) -> RequestList? {
    get { lists[group] }
    _modify { yield &lists[group] }
  }

  subscript(id: JoinRequest.ID) -> JoinRequest? { lists[id.group]?[id.member] }

  var isLoading: Bool { lists.values.contains { $0.reading.load != nil } }

  func failure(of id: JoinRequest.ID) -> DecisionFailure? { lists[id.group]?.failures[id.member] }

  func departure(of id: JoinRequest.ID) -> Departure? { lists[id.group]?.departures[id.member] }

  mutating func select(row: Int) {
    let lists = lists
    list.select(row: row) { lists[$0.group]?.departures[$0.member] == nil }
  }

  mutating func shift(by step: Int, height: Int) {
    let lists = lists
    list.shift(by: step, height: height) { lists[$0.group]?.departures[$0.member] == nil }
  }
}

extension RequestOrder {
  /// The one after this, and after the last the first.
  var next: RequestOrder {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? all.startIndex
    return all[(index + 1) % all.count]
  }
}

/// When what is shown was last kept for the next start.
struct SnapshotSchedule: Equatable {
  /// While the console runs it is written no more often than this.
  private static let pause: TimeInterval = 30

  /// A list has been read, a decision has settled, or somebody has come or gone, since it was written.
  var isDue = false
  private var writtenAt: Date?
  private var isOver = false

  /// It is time to write, while the console runs.
  func mayWrite(at now: Date) -> Bool {
    isDue && (writtenAt.map { now.timeIntervalSince($0) >= Self.pause } ?? true)
  }

  /// The console closes: once more is written, whenever the last time was.
  var mayWriteLast: Bool { !isOver }

  mutating func write(at now: Date) {
    isDue = false
    writtenAt = now
  }

  mutating func writeLast() { isOver = true }
}
