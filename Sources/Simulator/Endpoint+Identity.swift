/// `com.atproto.identity.*`
extension Endpoint {
  static let identity = [
    Endpoint(
      "com.atproto.identity.resolveHandle", .host, access: .anyone, .parameters(["handle"])
    ) { state, call throws(Refusal) in
      let handle = try call.parameters.string("handle")
      guard Syntax.isHandle(handle) else {
        throw .invalidRequest("handle must be a valid handle")
      }
      guard let serial = state.world.people.serial(handle: handle) else {
        throw .invalidRequest("Unable to resolve handle")
      }
      return ["did": .string(state.world.people.did(serial))]
    }
  ]
}
