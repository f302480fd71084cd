import ATProto
import Moderation

/// One group on the whole screen: what is to be changed about it, and its members, as far as they
/// have been read.
public struct GroupPage: Equatable, Sendable {
  public enum Phase: Equatable, Sendable {
    case loading(Load)
    case loaded
    case failed(Fault)
  }

  /// One reading of the members from the service, page by page.
  public struct Load: Equatable, Sendable {
    public let number: Int
    /// Who has come so far, in the service's order.
    private(set) var members: [GroupMember] = []
    private var known: Set<DID> = []
    /// Whose membership ended meanwhile: a page read before that may still name them.
    var removed: Set<DID> = []
    /// How many entries could not be read so far.
    private(set) var unreadable = 0
    /// Something has changed meanwhile, so the list is read once more afterwards.
    var again = false

    init(number: Int) { self.number = number }

    /// Takes a page. Where somebody comes or goes meanwhile, two pages may have the same person.
    mutating func take(_ page: [GroupMember], unreadable: Int) {
      self.unreadable += unreadable
      members += page.filter {
        !removed.contains($0.person.did) && known.insert($0.person.did).inserted
      }
    }

    mutating func update(from profile: Profile) {
      guard known.contains(profile.did),
        let index = members.firstIndex(where: { $0.person.did == profile.did })
      else { return }
      members[index].person.update(from: profile)
    }
  }

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
  public private(set) var failures: [DID: Failure] = [:]
  /// Who is no member any more. Only the selected row stays: the next key press must not hit whoever
  /// would slip into its place.
  public private(set) var gone: DID?
  public private(set) var phase: Phase
  /// The list has been read to its end at least once.
  public private(set) var isComplete = false
  /// How many entries could not be read when the list was last read to its end.
  public private(set) var unreadable = 0
  /// The rows shown: without those whose removal is on its way.
  var list = RowList<Membership>()

  /// - Parameter load: the number of the first reading.
  init(_ group: Group.ID, load: Int) {
    self.group = group
    phase = .loading(Load(number: load))
    list.isTouched = true
  }

  public subscript(member: DID) -> GroupMember? { indices[member].map { members[$0] } }

  public var selected: GroupMember? { list.selected.flatMap { self[$0.member] } }

  public var load: Load? {
    if case .loading(let load) = phase { load } else { nil }
  }

  /// Somebody who can be removed: a member still, and not the owner.
  func removable(_ id: Membership) -> GroupMember? {
    guard id.group == group, id.member != gone, let member = self[id.member] else { return nil }
    return member.role == .owner ? nil : member
  }

  // MARK: Reading

  /// Begins to read the list; if it is being read already, it is read once more afterwards.
  /// - Returns: whether a reading has begun under the number given.
  mutating func startLoading(_ number: Int) -> Bool {
    guard case .loading(var load) = phase else {
      phase = .loading(Load(number: number))
      return true
    }
    load.again = true
    phase = .loading(load)
    return false
  }

  /// Takes a page of the current reading; one of another is none.
  /// - Parameter unreadable: how many entries of it could not be read.
  mutating func take(_ page: [GroupMember], load number: Int, unreadable: Int = 0) {
    guard case .loading(var load) = phase, load.number == number else { return }
    load.take(page, unreadable: unreadable)
    // What an earlier reading has found before it broke off is shown until this one has as much.
    if !isComplete, load.members.count >= members.count { members = load.members }
    phase = .loading(load)
  }

  /// The reading has ended; with a fault when it broke off.
  /// - Returns: whether it is to be read once more.
  mutating func endLoading(_ number: Int, _ fault: Fault?) -> Bool {
    guard case .loading(let load) = phase, load.number == number else { return false }
    if let fault {
      phase = .failed(fault)
      return false
    }
    phase = .loaded
    isComplete = true
    unreadable = load.unreadable
    let read = load.members.filter { !load.removed.contains($0.person.did) }
    replace(with: read + hidden(beside: read))
    return load.again
  }

  /// Takes over what a profile says of a member.
  mutating func update(from profile: Profile) {
    if case .loading(var load) = phase {
      load.update(from: profile)
      phase = .loading(load)
    }
    if let index = indices[profile.did] { members[index].person.update(from: profile) }
  }

  /// Members of before who may be what could not be read this time.
  private func hidden(beside read: [GroupMember]) -> [GroupMember] {
    guard unreadable > 0 else { return [] }
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

  /// Somebody is no member any more.
  mutating func remove(_ member: DID) {
    if case .loading(var load) = phase {
      load.removed.insert(member)
      phase = .loading(load)
    }
    members.removeAll { $0.person.did == member }
  }

  /// A removal has not come to a good end: the row is shown again.
  /// - Parameter failure: nil where it was called back.
  mutating func restore(_ member: DID, _ failure: Failure?) {
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

  /// Marks or unmarks the selected row and goes on to the next.
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
