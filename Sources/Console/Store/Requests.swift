import Foundation
import Moderation

/// The people waiting: what is known of them, group by group, and the list that is made of it.
public struct Requests: Equatable, Sendable {
  /// Who waits, by group.
  var lists: [Group.ID: RequestList] = [:]
  /// The rows shown, of the selected group or of all.
  public var list = RowList<JoinRequest.ID>()
  /// Who was selected in the scopes that have been left.
  var places: [Scope: JoinRequest.ID] = [:]
  public var sort = SortOrder.waiting
  public var isReversed = false
  /// What `n` and `N` look for: the last filter that was in force.
  var searched = RequestFilter.none
  /// The filters accepted so far, the newest last.
  var earlierFilters: [String] = []
  /// The rows of people who have left are taken away after a while, by a timer that runs.
  var isLingering = false
  var keeping = Keeping()

  public init() {}

  public subscript(group: Group.ID) -> RequestList? {
    get { lists[group] }
    _modify { yield &lists[group] }
  }

  public subscript(id: JoinRequest.ID) -> JoinRequest? { lists[id.group]?[id.member] }

  /// A list is being read.
  var isLoading: Bool { lists.values.contains { $0.load != nil } }

  func failure(of id: JoinRequest.ID) -> Failure? { lists[id.group]?.failures[id.member] }

  func departure(of id: JoinRequest.ID) -> Departure? { lists[id.group]?.departures[id.member] }

  /// The owner goes to a row; a range that is being marked follows.
  mutating func select(row: Int) {
    let lists = lists
    list.select(row: row) { lists[$0.group]?.departures[$0.member] == nil }
  }

  /// Shows other rows, so many further on.
  mutating func shift(by step: Int, height: Int) {
    let lists = lists
    list.shift(by: step, height: height) { lists[$0.group]?.departures[$0.member] == nil }
  }
}
