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
    responder.state.withLock { $0.world.subscriptions[People.owner] = labelers }
  }

  /// Puts a label on somebody.
  /// - Parameter source: the labeler's DID; nil where it is the person who does it.
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
      world.blocksByList[People.owner, default: [:]][person] = blocking
      world.mutesByList[People.owner, default: [:]][person] = muting
    }
  }

  /// Puts somebody on a moderation list of somebody else's that the owner blocks.
  /// - Returns: whether there is such a person.
  @discardableResult
  public func blockByList(_ member: String) -> Bool {
    change(member) { world, person in
      let list = "at://\(world.people.did(1))/app.bsky.graph.list/3lrabbits2k2a"
      world.blocksByList[People.owner, default: [:]][person] = list
    }
  }

  /// The person blocks the owner.
  @discardableResult
  public func blockOwner(by member: String) -> Bool {
    change(member) { world, person in _ = world.block(People.owner, by: person, key: nil) }
  }

  private func change(_ member: String, _ body: (inout World, Int) -> Void) -> Bool {
    responder.state.withLock { state in
      guard let person = state.world.people.serial(did: member) else { return false }
      body(&state.world, person)
      return true
    }
  }
}
