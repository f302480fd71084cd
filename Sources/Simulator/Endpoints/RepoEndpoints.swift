/// `com.atproto.repo.*`, for the one kind of record that matters here.
extension Endpoint {
  private static let block = "app.bsky.graph.block"

  static let repo = [
    Endpoint(
      "com.atproto.repo.createRecord", .host,
      .body(["repo", "collection", "rkey", "validate", "record", "swapCommit"])
    ) { state, call throws(ServiceError) in
      try checkRepo(call, state)
      let key = try call.input.optionalString("rkey")
      guard key.map(Syntax.isRecordKey) ?? true else {
        throw .invalidRequest("Input/rkey must be a valid record-key")
      }
      _ = try call.input.optionalBool("validate")
      let record = try call.input.fields("record", allowing: ["$type", "subject", "createdAt"])
      guard try record.optionalString("$type") ?? block == block else {
        throw .invalidRequest("Invalid $type: expected \(block)")
      }
      let subject = try record.did("subject")
      guard Syntax.isDatetime(try record.string("createdAt")) else {
        throw .invalidRequest("Record/createdAt must be an valid atproto datetime")
      }
      let people = state.world.people
      guard let blocked = people.serial(did: subject) else {
        throw .invalidRequest("Could not find the subject of the block")
      }
      // A record tree that has the key already throws at the host, which answers no more than this.
      guard key.flatMap({ state.world.blocks[call.viewer]?[$0] }) == nil else {
        throw .internalServerError
      }
      let created = state.world.block(blocked, by: call.viewer, key: key)
      return [
        "uri": "at://\(people.did(call.viewer))/\(block)/\(created)",
        "cid": .string(cid(of: blocked)),
        "commit": commit(&state, blocked),
        "validationStatus": "valid",
      ]
    },

    Endpoint(
      "com.atproto.repo.getRecord", .host, access: .anyone,
      .parameters(["repo", "collection", "rkey", "cid"])
    ) { state, call throws(ServiceError) in
      let repo = try call.parameters.string("repo")
      guard Syntax.isDID(repo) || Syntax.isHandle(repo) else {
        throw .invalidRequest("Params/repo must be a valid did or a handle")
      }
      let collection = try call.parameters.string("collection")
      guard Syntax.isNSID(collection) else {
        throw .invalidRequest("Params/collection must be a valid nsid")
      }
      let key = try call.parameters.string("rkey")
      guard Syntax.isRecordKey(key) else {
        throw .invalidRequest("Params/rkey must be a valid record-key")
      }
      guard let account = state.world.people.account(repo) else {
        throw .invalidRequest("Could not find repo: \(repo)")
      }
      let people = state.world.people
      let uri = "at://\(people.did(account))/\(collection)/\(key)"
      let version = try call.parameters.optionalString("cid")
      guard collection == block, let blocked = state.world.blocks[account]?[key],
        version.map({ $0 == cid(of: blocked) }) ?? true
      else { throw ServiceError(400, "RecordNotFound", "Could not locate record: \(uri)") }
      return [
        "uri": .string(uri), "cid": .string(cid(of: blocked)),
        "value": [
          "$type": .string(block), "subject": .string(people.did(blocked)),
          "createdAt": .string((TID(key)?.time ?? .now).timestamp),
        ],
      ]
    },

    Endpoint(
      "com.atproto.repo.deleteRecord", .host,
      .body(["repo", "collection", "rkey", "swapRecord", "swapCommit"])
    ) { state, call throws(ServiceError) in
      try checkRepo(call, state)
      let key = try call.input.string("rkey")
      guard Syntax.isRecordKey(key) else {
        throw .invalidRequest("Input/rkey must be a valid record-key")
      }
      guard let blocked = state.world.blocks[call.viewer]?[key] else { return [:] }
      state.world.unblock(key: key, by: call.viewer)
      return ["commit": commit(&state, blocked)]
    },
  ]

  /// The repository is the caller's own and the collection is one that this host keeps.
  private static func checkRepo(_ call: Invocation, _ state: ServiceState) throws(ServiceError) {
    let repo = try call.input.string("repo")
    guard Syntax.isDID(repo) || Syntax.isHandle(repo) else {
      throw .invalidRequest("Input/repo must be a valid did or a handle")
    }
    let people = state.world.people
    guard repo == people.did(call.viewer) || repo == people.handle(call.viewer) else {
      throw ServiceError(401, "AuthenticationRequired", "Authentication Required")
    }
    guard try call.input.string("collection") == block else {
      throw .invalidRequest("Input/collection must be \(block)")
    }
  }

  private static func commit(_ state: inout ServiceState, _ subject: Int) -> JSON {
    ["cid": .string(cid(of: subject)), "rev": .string(state.world.tick().description)]
  }

  /// In the form of a CID; what it would be the hash of is not kept.
  private static func cid(of subject: Int) -> String {
    let parts = (0..<5).map { part in
      Base32.encode(
        SplitMix64.mix(UInt64(subject << 3 | part)), length: 11, alphabet: Base32.plc)
    }
    return "bafyrei" + parts.joined().prefix(52)
  }
}
