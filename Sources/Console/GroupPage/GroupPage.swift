import ATProto
import Moderation

/// One group on the whole screen: what is to be changed about it, and its members, as far as they
/// have been read.
public struct GroupPage: Equatable, Sendable {
  public let group: Group.ID
  /// In the service's order.
  public private(set) var members: [GroupMember] = [] {
    didSet {
      list.isStale = true
      indices = Dictionary(
        members.enumerated().map { ($1.person.did, $0) }, uniquingKeysWith: { $1 })
    }
  }
  private var indices: [DID: Int] = [:]
  /// Why the last removal of somebody failed.
  public private(set) var failures: [DID: DecisionFailure] = [:]
  /// Who is no member any more. Only the selected row stays: the next key press must not hit whoever
  /// would slip into its place.
  public private(set) var gone: DID?
  var reading = Reading()
  /// Who has come so far in the reading under way, in the service's order.
  private var read: [GroupMember] = []
  /// The rows shown: without those whose removal is on its way.
  var list = RowList<Membership>()

  /// - Parameter load: the number of the first reading.
  init(_ group: Group.ID, load: Int) {
    self.group = group
    reading.start(load)
    list.isTouched = true
  }

  public subscript(member: DID) -> GroupMember? { indices[member].map { members[$0] } }

  public var selected: GroupMember? { list.selected.flatMap { self[$0.member] } }

  /// Somebody who can be removed: a member still, and not the owner.
  func removable(_ id: Membership) -> GroupMember? {
    guard id.group == group, id.member != gone, let member = self[id.member] else { return nil }
    return member.role == .owner ? nil : member
  }

  // MARK: Reading

  /// Takes a page of the reading under way; one of another is none.
  /// - Parameter unreadable: how many entries of it could not be read.
  mutating func take(_ page: [GroupMember], load number: Int, unreadable: Int = 0) {
    guard reading.load?.number == number else { return }
    reading.load?.unreadable += unreadable
    read += page.filter { reading.load?.take($0.person.did) ?? false }
    // What an earlier reading has found before it broke off is shown until this one has as much.
    if !reading.isComplete, read.count >= members.count { members = read }
  }

  /// The reading under way has ended; with a fault when it broke off.
  /// - Returns: whether the list is to be read once more.
  mutating func endLoading(_ fault: Fault?) -> Bool {
    defer { read = [] }
    guard let load = reading.end(fault) else { return false }
    let present = read.filter { !load.gone.contains($0.person.did) }
    replace(with: present + hidden(beside: present))
    return load.again
  }

  mutating func update(from profile: Profile) {
    if reading.load?.seen.contains(profile.did) == true,
      let index = read.firstIndex(where: { $0.person.did == profile.did })
    {
      read[index].person.update(from: profile)
    }
    if let index = indices[profile.did] { members[index].person.update(from: profile) }
  }

  /// Members of before who may be what could not be read this time.
  private func hidden(beside read: [GroupMember]) -> [GroupMember] {
    guard reading.unreadable > 0 else { return [] }
    let present = Set(read.map(\.person.did))
    return members.filter { !present.contains($0.person.did) && $0.person.did != gone }
  }

  private mutating func replace(with read: [GroupMember]) {
    let present = Set(read.map(\.person.did))
    var rows = read
    gone = nil
    if let selected, !present.contains(selected.person.did) {
      gone = selected.person.did
      let index = indices[selected.person.did] ?? rows.endIndex
      rows.insert(selected, at: min(index, rows.endIndex))
    }
    failures = failures.filter { present.contains($0.key) }
    list.marks.remove(list.marks.members.filter { !present.contains($0.member) })
    members = rows
  }

  // MARK: Removals

  /// The rows of people whose removal has been decided leave at once.
  mutating func leave(_ ids: Set<Membership>) {
    for id in ids { failures[id.member] = nil }
    list.remove(ids)
    list.marks.remove(ids)
  }

  mutating func remove(_ member: DID) {
    reading.load?.remove(member)
    members.removeAll { $0.person.did == member }
  }

  /// A removal has not come to a good end: the row is shown again.
  /// - Parameter failure: nil where it was called back.
  mutating func restore(_ member: DID, _ failure: DecisionFailure?) {
    failures[member] = failure
    list.isStale = true
  }

  // MARK: Moving and marking

  mutating func move(_ move: Move, page: Int) { select(row: list.row(after: move, page: page)) }

  mutating func select(row: Int) {
    let page = self
    list.select(row: row) { page.removable($0) != nil }
    dropGone()
  }

  mutating func shift(by step: Int, height: Int) {
    let page = self
    list.shift(by: step, height: height) { page.removable($0) != nil }
    dropGone()
  }

  /// Whoever is gone is shown as long as they are selected.
  private mutating func dropGone() {
    guard let gone, gone != list.selected?.member else { return }
    self.gone = nil
    members.removeAll { $0.person.did == gone }
  }

  mutating func mark() {
    if let next = list.mark() { select(row: next) }
  }

  /// Marks all shown who can be removed, or none of them where all are marked.
  /// - Returns: how many have been marked; nil where marks were taken away.
  mutating func markAll() -> Int? {
    let page = self
    return list.markAll { page.removable($0) != nil }
  }
}
