/// `app.bsky.actor.*` and `app.bsky.labeler.*`
extension Endpoint {
  static let actor = [
    Endpoint(
      "app.bsky.actor.getProfile", .appView, .parameters(["actor"])
    ) { state, call throws(ServiceError) in
      let identifier = try call.parameters.string("actor")
      try checkActor(identifier)
      guard let serial = state.world.people.account(identifier) else {
        throw .invalidRequest("Profile not found")
      }
      return state.world.detailedProfile(serial, for: call.viewer)
    },

    Endpoint(
      "app.bsky.actor.getProfiles", .appView, .parameters(["actors"])
    ) { state, call throws(ServiceError) in
      let identifiers = call.parameters.strings("actors")
      guard !identifiers.isEmpty else {
        throw .invalidRequest("Params must have the property \"actors\"")
      }
      // `maxLength` of `actors` in the lexicon.
      guard identifiers.count <= 25 else {
        throw .invalidRequest("actors must not have more than 25 elements")
      }
      for identifier in identifiers { try checkActor(identifier) }
      let found = identifiers.compactMap { state.world.people.account($0) }
      let profiles = found.map { state.world.detailedProfile($0, for: call.viewer) }
      return ["profiles": .array(profiles)]
    },

    Endpoint(
      "app.bsky.actor.getPreferences", .appView, .parameters([])
    ) { state, call throws(ServiceError) in
      let labelers = state.world.subscriptions[call.viewer, default: []]
      return [
        "preferences": [
          ["$type": "app.bsky.actor.defs#adultContentPref", "enabled": false],
          [
            "$type": "app.bsky.actor.defs#labelersPref",
            "labelers": .array(labelers.map { ["did": .string($0)] }),
          ],
        ]
      ]
    },

    Endpoint(
      "app.bsky.labeler.getServices", .appView, .parameters(["dids", "detailed"])
    ) { state, call throws(ServiceError) in
      let dids = call.parameters.strings("dids")
      guard !dids.isEmpty else {
        throw .invalidRequest("Params must have the property \"dids\"")
      }
      guard dids.allSatisfy(Syntax.isDID) else { throw .invalidRequest("dids must be valid dids") }
      _ = try call.parameters.choice("detailed", of: ["true", "false"])
      let views = state.world.labelers.filter { dids.contains($0.did) }
        .map(state.world.labelerView)
      return ["views": .array(views)]
    },
  ]

  private static func checkActor(_ identifier: String) throws(ServiceError) {
    guard Syntax.isDID(identifier) || Syntax.isHandle(identifier) else {
      throw .invalidRequest("actor must be a valid did or a handle")
    }
  }
}
