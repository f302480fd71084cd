/// For tests: see what was asked, change the world behind the client's back, switch faults on.
extension Simulator {
  /// Every call so far, oldest first, those that still wait for an answer included. Of more than
  /// 20,000 only the newest are kept.
  public var calls: [RecordedCall] { responder.state.withLock { $0.calls.recorded } }

  /// The faults that calls meet: the first that matches a call is used (and used up).
  public func inject(_ fault: InjectedFault) {
    responder.state.withLock { $0.faults.append(ArmedFault(fault)) }
  }

  public func clearFaults() {
    responder.state.withLock { $0.faults = [] }
  }

  /// The groups (all that exist, in the owner's view order) and who waits in them.
  public var groups: [SimulatedGroup] {
    responder.state.withLock { state in
      let world = state.world
      return world.convos(of: People.owner).compactMap { convo in
        guard let group = convo.group else { return nil }
        return SimulatedGroup(
          id: convo.id, name: group.name, isOwned: convo.isOwned(by: People.owner),
          memberCount: convo.members.count, memberLimit: group.memberLimit, lock: group.lock,
          link: group.link.map(SimulatedLink.init),
          waiting: group.waiting.newestFirst.map { world.people.did($0.person) },
          members: convo.members.map(world.people.did))
      }
    }
  }

  /// Adds a person to a group's waiting list (and the log). A handle that exists means that person,
  /// but for `handle.invalid` and `missing.invalid`.
  /// - Parameter isAnother: it is another account's by now: somebody new who is called the same.
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

  /// Has whatever the service says about a person be damaged, so that nobody can read who it is:
  /// requests, members, profiles, events of the log. Or not any more.
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

  /// The same of a group, which has no id then.
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
      _ = state.world.block(person, by: People.owner, key: nil)
      return true
    }
  }

  /// The owner takes every block record of somebody back on another device.
  public func unblock(_ member: String) {
    responder.state.withLock { state in
      guard let person = state.world.people.serial(did: member) else { return }
      for (key, blocked) in state.world.blocks[People.owner] ?? [:] where blocked == person {
        state.world.unblock(key: key, by: People.owner)
      }
    }
  }

  /// Whom the owner blocks by records, one entry a record, in the order of their keys.
  public var blocks: [(member: String, key: String)] {
    responder.state.withLock { state in
      (state.world.blocks[People.owner] ?? [:]).sorted { $0.key < $1.key }.map {
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
