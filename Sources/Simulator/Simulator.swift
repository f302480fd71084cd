/// A chat service on loopback that behaves as the lexicons say: account host, chat service and app
/// view behind one address, over real HTTP. It shares no code with the client that is tried on it.
public final class Simulator: Sendable {
  /// What signs an account of the world in.
  public struct Credentials: Sendable {
    public let handle: String
    public let did: String
    public let password: String
  }

  /// `http://127.0.0.1:PORT`
  public let url: String

  let responder: Responder
  private let listener: Listener
  private let arrivals: Task<Void, any Error>?

  private init(_ options: WorldOptions, _ latency: Duration, _ port: Int) async throws {
    let responder = Responder(World(options, at: .now), latency: latency)
    listener = try await Listener(responder, port: port)
    let url = "http://127.0.0.1:\(listener.port)"
    responder.state.withLock { $0.host = url }
    arrivals =
      options.ratePerMinute > 0
      ? Task { try await responder.admitNewcomers(options.ratePerMinute, seed: options.seed) } : nil
    self.url = url
    self.responder = responder
  }

  /// Starts to listen on 127.0.0.1. Returns when it accepts connections.
  /// - Parameters:
  ///   - latency: how long each answer is held back.
  ///   - port: 0 takes a free one.
  /// - Throws: where the port can't be had.
  public static func start(
    _ options: WorldOptions = WorldOptions(), latency: Duration = .zero, port: Int = 0
  ) async throws -> Simulator {
    try await Simulator(options, latency, port)
  }

  /// Signs in as the owner of the world's groups.
  public var owner: Credentials {
    responder.state.withLock { $0.world.people.credentials(Population.owner) }
  }

  /// Closes the port and every connection; calls that still wait for an answer get none.
  public func stop() async {
    arrivals?.cancel()
    await listener.close()
  }
}

/// For tests: see what was asked, change the world behind the client's back, switch faults on.
extension Simulator {
  /// Every call so far, oldest first, those that still wait for an answer included. Of more than
  /// 20,000 only the newest are kept.
  public var calls: [RecordedCall] { responder.state.withLock { $0.calls.recorded } }

  /// The faults that calls meet: the first that matches a call is used (and used up).
  public func inject(_ fault: InjectedFault) {
    responder.state.withLock { $0.faults.append(ArmedFault(fault)) }
  }

  /// No call meets a fault any longer, and those that are held go on.
  public func clearFaults() {
    responder.state.withLock { $0.clearFaults() }
  }

  /// All groups, in the order in which the owner sees them, with the people waiting in them.
  public var groups: [SimulatedGroup] {
    responder.state.withLock { state in
      let world = state.world
      return world.convos(of: Population.owner).compactMap { convo in
        guard let group = convo.group else { return nil }
        return SimulatedGroup(
          id: convo.id, name: group.name, isOwned: convo.isOwned(by: Population.owner),
          memberCount: convo.members.count, memberLimit: group.memberLimit, lock: group.lock,
          link: group.link.map(SimulatedLink.init),
          waiting: group.waiting.newestFirst.map { world.people.did($0.person) },
          members: convo.members.map(world.people.did))
      }
    }
  }

  /// Adds a person to a group's waiting list (and the log). A handle that exists means that person,
  /// but for `handle.invalid` and `missing.invalid`.
  /// - Parameter isAnother: the handle belongs to another account by now: somebody new is added.
  /// - Returns: the person's DID; nil where there is no such group, or the person is in it or waits.
  @discardableResult
  public func ask(
    group: String, handle: String, displayName: String = "", isAnother: Bool = false
  ) -> String? {
    responder.state.withLock { state in
      guard let position = state.world.position(of: group) else { return nil }
      let known = isAnother ? nil : state.world.people.serial(handle: handle)
      let person =
        known ?? state.world.people.add(at: .now, handle: handle, displayName: displayName)
      return state.world.ask(person, position) ? state.world.people.did(person) : nil
    }
  }

  /// The person takes the request back (and the log says so).
  /// - Returns: whether the person was waiting.
  @discardableResult
  public func withdraw(group: String, member: String) -> Bool {
    decide(group, member) { world, person, position in world.withdraw(person, position) }
  }

  /// The owner rejects the person from another device (and the log says so).
  /// - Returns: whether the person was waiting.
  @discardableResult
  public func reject(group: String, member: String) -> Bool {
    decide(group, member) { world, person, position in
      (try? world.reject(person, position)) != nil
    }
  }

  /// The owner approves the person from another device (and the log says so).
  /// - Returns: whether the person was waiting and there was a seat.
  @discardableResult
  public func approve(group: String, member: String) -> Bool {
    decide(group, member) { world, person, position in
      (try? world.approve(person, position)) != nil
    }
  }

  /// Damages all that the service says about a person, so that it can't be told who it is: requests,
  /// members, profiles, events of the log.
  /// - Parameter isGarbled: false mends it again.
  /// - Returns: whether there is such a person.
  @discardableResult
  public func garble(person did: String, _ isGarbled: Bool = true) -> Bool {
    responder.state.withLock { state in
      guard let serial = state.world.people.serial(did: did) else { return false }
      if isGarbled {
        state.world.garbled.people.insert(serial)
      } else {
        state.world.garbled.people.remove(serial)
      }
      return true
    }
  }

  /// Damages what the service says about a group: its id is missing.
  public func garble(group id: String, _ isGarbled: Bool = true) {
    responder.state.withLock { state in
      if isGarbled {
        state.world.garbled.groups.insert(id)
      } else {
        state.world.garbled.groups.remove(id)
      }
    }
  }

  /// Locks or unlocks a group: as its owner from another device, or as the service's moderation.
  /// - Returns: whether there is such a group.
  @discardableResult
  public func setLock(
    _ lock: SimulatedGroup.Lock, group: String, byModeration: Bool = false
  ) -> Bool {
    responder.state.withLock { state in
      guard let position = state.world.position(of: group),
        let owner = state.world.convos[position].members.first
      else { return false }
      state.world.convos[position].group?.lock = lock
      state.world.convos[position].group?.lockIsModeration = byModeration
      state.world.announce(lock == .unlocked ? .unlock : .lock, position, about: owner)
      return true
    }
  }

  /// The owner gives the group another link, or takes it away, on another device.
  /// - Returns: whether there is such a group.
  @discardableResult
  public func setLink(_ link: SimulatedLink?, group: String) -> Bool {
    responder.state.withLock { state in
      guard let position = state.world.position(of: group),
        let owner = state.world.convos[position].members.first
      else { return false }
      state.world.convos[position].group?.link = link.map { JoinLink($0, createdAt: .now) }
      state.world.announce(.editJoinLink, position, about: owner)
      return true
    }
  }

  /// The owner renames the group on another device (and the log says so).
  /// - Returns: whether there is such a group.
  @discardableResult
  public func rename(group: String, to name: String) -> Bool {
    responder.state.withLock { state in
      guard let position = state.world.position(of: group),
        let owner = state.world.convos[position].members.first
      else { return false }
      state.world.rename(position, to: name, by: owner)
      return true
    }
  }

  /// The owner removes a member on another device (and the log says so).
  /// - Returns: whether the person was a member, and not the owner.
  @discardableResult
  public func remove(group: String, member: String) -> Bool {
    decide(group, member) { world, person, position in world.remove(person, position) }
  }

  /// A member leaves the group (and the log says so).
  /// - Returns: whether the person was a member, and not the owner.
  @discardableResult
  public func leave(group: String, member: String) -> Bool {
    decide(group, member) { world, person, position in world.leave(person, position) }
  }

  /// The owner blocks somebody on another device, with a record.
  /// - Returns: whether there is such a person.
  @discardableResult
  public func block(_ member: String) -> Bool {
    responder.state.withLock { state in
      guard let person = state.world.people.serial(did: member) else { return false }
      _ = state.world.block(person, by: Population.owner, key: nil)
      return true
    }
  }

  /// The owner takes every block record of somebody back on another device.
  public func unblock(_ member: String) {
    responder.state.withLock { state in
      guard let person = state.world.people.serial(did: member) else { return }
      for (key, blocked) in state.world.blocks[Population.owner] ?? [:] where blocked == person {
        state.world.unblock(key: key, by: Population.owner)
      }
    }
  }

  /// Whom the owner blocks by records, one entry a record, in the order of their keys.
  public var blocks: [(member: String, key: String)] {
    responder.state.withLock { state in
      (state.world.blocks[Population.owner] ?? [:]).sorted { $0.key < $1.key }.map {
        (state.world.people.did($0.value), $0.key)
      }
    }
  }

  private func decide(
    _ group: String, _ member: String, _ body: (inout World, Int, Int) -> Bool
  ) -> Bool {
    responder.state.withLock { state in
      guard let position = state.world.position(of: group),
        let person = state.world.people.serial(did: member)
      else { return false }
      return body(&state.world, person, position)
    }
  }
}

/// For tests: what labelers say, and how accounts stand to each other.
extension Simulator {
  /// Adds a labeler.
  public func addLabeler(did: String, handle: String, displayName: String = "") {
    responder.state.withLock { state in
      state.world.labelers.append(
        Labeler(did: did, handle: handle, displayName: displayName))
    }
  }

  /// The owner subscribes to these labelers and to no others.
  public func subscribe(to labelers: [String]) {
    responder.state.withLock { $0.world.subscriptions[Population.owner] = labelers }
  }

  /// Puts a label on somebody.
  /// - Parameter source: the labeler's DID; nil for a label that the person sets on itself.
  /// - Returns: whether there is such a person.
  @discardableResult
  public func label(_ member: String, _ value: String, by source: String? = nil) -> Bool {
    change(member) { world, person in
      world.marks[person, default: []].append(LabelMark(source: source ?? member, value: value))
    }
  }

  /// The owner blocks or mutes a list that the person is on.
  /// - Parameters:
  ///   - blocking: the list's address; nil for none.
  ///   - muting: the same.
  @discardableResult
  public func list(_ member: String, blocking: String?, muting: String? = nil) -> Bool {
    change(member) { world, person in
      world.blocksByList[Population.owner, default: [:]][person] = blocking
      world.mutesByList[Population.owner, default: [:]][person] = muting
    }
  }

  /// Puts somebody on a moderation list of somebody else's that the owner blocks.
  /// - Returns: whether there is such a person.
  @discardableResult
  public func blockByList(_ member: String) -> Bool {
    change(member) { world, person in
      let list = "at://\(world.people.did(1))/app.bsky.graph.list/3lrabbits2k2a"
      world.blocksByList[Population.owner, default: [:]][person] = list
    }
  }

  /// The person blocks the owner.
  @discardableResult
  public func blockOwner(by member: String) -> Bool {
    change(member) { world, person in _ = world.block(Population.owner, by: person, key: nil) }
  }

  private func change(_ member: String, _ body: (inout World, Int) -> Void) -> Bool {
    responder.state.withLock { state in
      guard let person = state.world.people.serial(did: member) else { return false }
      body(&state.world, person)
      return true
    }
  }
}

/// For tests: what signing in asks for, and how long it lasts.
extension Simulator {
  /// Signs in as anybody in the world.
  /// - Parameter identifier: a handle or a DID.
  /// - Returns: nil where there is no such account.
  public func credentials(of identifier: String) -> Credentials? {
    responder.state.withLock { state in
      state.world.people.account(identifier).map(state.world.people.credentials)
    }
  }

  /// Every access token becomes expired at once (refresh still works).
  public func expireAccessTokens() {
    responder.state.withLock { $0.sessions.expireAccessTokens() }
  }

  /// Every session ends: access and refresh tokens are refused.
  public func revokeSessions() {
    responder.state.withLock { $0.sessions.revokeAll() }
  }

  /// From now on signing in asks for this code, as if it had been mailed; nil: for none.
  public func requireAuthFactor(_ code: String?) {
    responder.state.withLock { $0.authFactor = code }
  }

  /// The app password has no access to direct messages: chat calls are answered with 400
  /// `InvalidToken`, "Bad token method".
  public var appPasswordWithoutChat: Bool {
    get { responder.state.withLock { $0.sessions.excludesChat } }
    set { responder.state.withLock { $0.sessions.excludesChat = newValue } }
  }

  /// The life of the access tokens that are given out from now on. Two hours unless set.
  public var accessTokenLifetime: Duration {
    get { .milliseconds(responder.state.withLock { $0.sessions.accessLifetime }) }
    set { responder.state.withLock { $0.sessions.accessLifetime = Milliseconds(newValue) } }
  }

  /// How long a refresh token still works after it was used. Two hours unless set.
  public var refreshTokenGrace: Duration {
    get { .milliseconds(responder.state.withLock { $0.sessions.refreshGrace }) }
    set { responder.state.withLock { $0.sessions.refreshGrace = Milliseconds(newValue) } }
  }
}

extension Population {
  func credentials(_ serial: Int) -> Simulator.Credentials {
    Simulator.Credentials(
      handle: handle(serial), did: did(serial), password: password(serial))
  }
}
