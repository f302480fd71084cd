import ATProto
import Canvas
import Config
import Foundation
import Fuzzing
import Moderation

@testable import Console

/// A console on whose keys somebody hammers while a service, a journal and a clock answer what they
/// please, in any order and late.
struct FuzzedConsole {
  private(set) var state: State
  private var world: RandomWorld
  /// What was asked for and has no answer yet.
  private var open: [Effect] = [.loadGroups]
  private var ledger = DecisionLedger()

  init(_ random: SplitMix, settings: Settings) throws {
    world = RandomWorld(random: random)
    state = State(
      account: "mara.example.com", settings: settings, now: start,
      size: Size(columns: 80, rows: 24))
    try reduce([.opened])
  }

  /// Something happens.
  mutating func step() throws {
    if world.random.oneIn(3) { passTime() }
    try happen()
    try expectSoundState()
    let isSmall = state.size.columns * state.size.rows < 4_000
    if isSmall || world.random.oneIn(40) {
      try expectSoundFrame(view(state, glyphSet: world.random.oneIn(4) ? .ascii : .unicode))
    }
  }

  private mutating func passTime() {
    let seconds = world.random.pick([0, 0.2, 1, 5, 40, 3_600, 86_400, -30])
    _ = Console.reduce(&state, .clock(state.now + seconds))
  }

  private mutating func reduce(_ actions: [Action]) throws {
    let effects = Console.reduce(&state, actions)
    for effect in effects { try take(effect) }
    guard case .finished = state.session.lifecycle else { return }
    let late = effects.filter { !$0.mayComeLast }
    try hold(late.isEmpty, "asked for after the end: \(late)")
    try hold(!ledger.hasHeld, "a decision is neither sent nor called back")
  }

  private mutating func take(_ effect: Effect) throws {
    if state.settings.readOnly { try hold(effect.isHarmless, "not read-only: \(effect)") }
    switch effect {
    case .record(let drafts): try ledger.record(drafts)
    case .send(let batch, let decisions):
      try ledger.send(batch, decisions)
      open.append(effect)
    case .withdraw(let decisions): try ledger.withdraw(decisions)
    case .stop, .drop, .saveSnapshot, .suspend, .redraw: break
    case .readSnapshot, .loadGroups, .loadGroup, .loadRequests, .followLog, .loadProfiles,
      .loadHistory, .findBursts, .loadMembers, .changeGroup, .markRead, .recover, .recall,
      .readDoors, .shutDoors, .openDoors, .awaitDoors, .keepNote, .hold, .linger, .copy,
      .switchTheme, .checkAccount, .startQuitDeadline:
      open.append(effect)
    }
  }

  private mutating func happen() throws {
    switch world.random.below(20) {
    case 0..<9: for key in keys() { try press(key) }
    case 9..<11: try runCommand()
    case 11..<18: try reduce(answer())
    case 18: try reduce(oddity())
    case _: try reduce([.resized(size())])
    }
  }

  // MARK: the keyboard

  private mutating func keys() -> [Key] {
    if state.context == .prompt { return (0..<1 + world.random.below(3)).map { _ in promptKey() } }
    let chords = state.keymap.bindings(in: state.context).flatMap(\.chords)
    return chords.isEmpty || world.random.oneIn(5) ? [anyKey()] : world.random.pick(chords).keys
  }

  private mutating func press(_ key: Key) throws {
    if case .paste = key, state.context != .prompt { return }
    let action = state.action(for: key)
    if !isTooSoon(action) { try reduce([action]) }
  }

  /// Whatever acts where the owner is, with a key or without.
  private mutating func runCommand() throws {
    let commands = state.context == .prompt ? [] : state.keymap.commands(in: state.context)
    guard !commands.isEmpty else { return }
    let action = Action.command(world.random.pick(commands))
    if !isTooSoon(action) { try reduce([action]) }
  }

  /// Two of the keys leave, and not much would happen before one of them comes.
  private mutating func isTooSoon(_ action: Action) -> Bool {
    action == .command(.quit) && !world.random.oneIn(12)
  }

  private mutating func promptKey() -> Key {
    switch world.random.below(8) {
    case 0: .enter
    case 1: world.random.pick([.escape, .up, .down, .left, .home, .end, .tab, .backTab])
    case 2: .control(world.random.pick(["a", "e", "k", "u", "w", "h", "d", "p", "n", "g"]))
    case 3: .paste(HostileText.random(using: &world.random))
    case 4, 5: .paste(world.random.pick(FilterWords.all) + " ")
    case _: anyKey()
    }
  }

  private mutating func anyKey() -> Key {
    switch world.random.below(5) {
    case 0: .function(1 + world.random.below(63))
    case 1: .control(world.random.pick(Array("abcdefghijklmnopqrstuvwxyz")))
    case 2: HostileText.random(using: &world.random).first.map(Key.character) ?? .backspace
    case _: .character(world.random.pick(Array(" 123456789:/?.*acehjklnorsuvxyHLNRSTX")))
    }
  }

  private mutating func size() -> Size {
    Size(
      columns: 1 + world.random.size(upTo: 499), rows: 1 + world.random.size(upTo: 199))
  }

  // MARK: answers

  /// Somebody answers something that was asked.
  private mutating func answer() -> [Action] {
    guard !open.isEmpty else { return [] }
    let effect = open.remove(at: world.random.below(open.count))
    let (now, isGood) = (state.now, !world.random.oneIn(4))
    let fault = world.fault(now: now)
    switch effect {
    case .readSnapshot: return [.snapshotRead(world.snapshot(now: now))]
    case .loadGroups: return [.groupsAnswered(isGood ? .success(world.groups()) : .failure(fault))]
    case .loadGroup(let id):
      return [.groupAnswered(id, isGood ? .success(world.group(id)) : .failure(fault))]
    case .loadRequests(let group, let load):
      if world.random.oneIn(3) {
        return [.requestsEnded(group, load: load, isGood ? nil : fault)]
      }
      open.append(effect)
      return [.requestsArrived(group, load: load, world.page(of: group, now: now))]
    case .followLog:
      let page = LivePage(
        events: world.events(now: now), cursor: world.text(), hasMore: world.random.oneIn(2))
      return [.logAnswered(isGood ? .success(page) : .failure(fault))]
    case .loadProfiles(let members):
      let known = members.filter { _ in !world.random.oneIn(4) }
      let profiles = known.map { world.profile($0, now: now) }
      return [.profilesAnswered(members, isGood ? .success(profiles) : .failure(fault))]
    case .loadHistory(let query):
      let entries = (0..<world.random.below(30)).map { world.entry(Int64($0), now: now) }
      return [.historyAnswered(query, isGood ? .success(entries) : .failure(fault))]
    case .loadMembers(let group, let load):
      if world.random.oneIn(3) {
        return [.membersEnded(group, load: load, isGood ? nil : fault)]
      }
      open.append(effect)
      return [.membersArrived(group, load: load, world.members(of: group, now: now))]
    case .changeGroup(let group, let change):
      return [
        .groupChanged(group.id, change, isGood ? .success(world.group(group.id)) : .failure(fault))
      ]
    case .readDoors: return [.doorsRead(isGood ? .success(world.doors(now: now)) : .failure(fault))]
    case .shutDoors(let work, let groups, _, _):
      return groups.map { .doorSettled(work, world.settledDoor($0.id, now: now)) }
    case .openDoors(let work, let doors, _):
      return doors.map { .doorSettled(work, world.settledDoor($0.group, now: now)) }
    case .awaitDoors: return [.doorsDue]
    case .checkAccount(let account): return [.accountChecked(account, isGood ? nil : fault)]
    case .findBursts(let requests): return [.burstsFound(Burst.find(among: requests))]
    case .markRead(let group): return [.markedRead(group, isGood ? nil : fault)]
    case .recover: return [.recovered(isGood ? .success(interrupted()) : .failure(fault))]
    case .recall:
      return [.recalled(isGood ? .success(world.personHistories(now: now)) : .failure(fault))]
    case .keepNote: return [.noteKept(isGood ? nil : fault)]
    case .hold(let id, _): return [.holdElapsed(id)]
    case .linger: return [.lingerElapsed]
    case .copy(let text): return [.copied(text, isGood)]
    case .switchTheme:
      return [.themeSwitched(ShownTheme(name: world.text(), warning: world.maybe(world.text())))]
    case .startQuitDeadline: return [.quitDeadlinePassed]
    case .send(let batch, let decisions): return settle(batch, decisions)
    case .saveSnapshot, .record, .withdraw, .drop, .stop, .suspend, .redraw: return []
    }
  }

  /// Some of the decisions come to an end.
  private mutating func settle(_ batch: Batch.ID, _ decisions: [Decision]) -> [Action] {
    var rest = decisions
    rest.shuffle(using: &world.random)
    let settled = rest.prefix(1 + world.random.below(rest.count))
    if settled.count < rest.count {
      open.append(.send(batch, Array(rest.dropFirst(settled.count))))
    }
    return settled.map { decision in
      ledger.settle(decision.membership)
      let outcome: Outcome =
        world.random.oneIn(3)
        ? .failed(world.fault(now: state.now)) : world.random.oneIn(4) ? .gone : .done
      return .decisionSettled(batch, decision.membership, outcome)
    }
  }

  /// Nobody is in them twice, or is being decided on.
  private mutating func interrupted() -> [JournalEntry] {
    var known: Set<JoinRequest.ID> = []
    let entries = (0..<world.random.below(5)).map { world.entry(Int64($0), now: state.now) }
      .filter { known.insert($0.subject.id).inserted && !state.decisions.isPending($0.subject.id) }
    ledger.leave(entries)
    return entries
  }

  /// What comes unasked, or too late.
  private mutating func oddity() -> [Action] {
    let now = state.now
    return switch world.random.below(10) {
    case 0: [.noticed(.waiting(since: world.date(around: now)))]
    case 1: [.noticed(.retrying(at: world.date(around: now), because: world.fault(now: now)))]
    case 2: [.noticed(.answering)]
    case 3: [.holdElapsed(world.random.below(20))]
    case 9: [.noticed(.sessionUnsaved(world.fault(now: now)))]
    case 4:
      [.requestsArrived("g2", load: world.random.below(20), world.page(of: "g2", now: now))]
    case 5: [.requestsEnded(world.groupID(), load: world.random.below(20), nil)]
    case 6: [.filterChosen(NamedFilter(name: world.text(), expression: "age <", key: nil))]
    case 7: [.historyAnswered(HistoryQuery(before: 3), .success([world.entry(2, now: now)]))]
    case _: world.random.oneIn(30) ? [.terminated(signal: 15)] : [.lingerElapsed]
    }
  }
}

extension Effect {
  /// Changes nothing at the service and nothing in the journal but notes.
  fileprivate var isHarmless: Bool {
    switch self {
    case .record, .withdraw, .send, .hold, .drop, .recover, .markRead, .changeGroup, .shutDoors,
      .openDoors:
      false
    case .readSnapshot, .saveSnapshot, .loadGroups, .loadGroup, .loadRequests, .followLog,
      .loadProfiles, .loadHistory, .findBursts, .loadMembers, .recall, .readDoors, .awaitDoors,
      .keepNote, .stop, .linger, .copy, .switchTheme, .checkAccount, .startQuitDeadline, .suspend,
      .redraw:
      true
    }
  }

  /// May be asked for together with the end.
  fileprivate var mayComeLast: Bool {
    switch self {
    case .saveSnapshot, .linger, .withdraw, .record: true
    case _: false
    }
  }
}
