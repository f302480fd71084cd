import Foundation

/// What came back over the wire.
struct Reply: Sendable {
  let status: Int
  let body: Data
  /// `atproto-content-labelers`
  let labelers: String?

  private var members: [String: Any] {
    (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
  }

  subscript(name: String) -> Any? { members[name] }

  var error: String? { self["error"] as? String }
  var message: String? { self["message"] as? String }
  var names: Set<String> { Set(members.keys) }

  func list(_ name: String) -> [[String: Any]] { self[name] as? [[String: Any]] ?? [] }
  func object(_ name: String) -> [String: Any] { self[name] as? [String: Any] ?? [:] }
}

extension [String: Any] {
  func text(_ path: String...) -> String? { value(path) as? String }
  func number(_ path: String...) -> Int? { value(path) as? Int }

  private func value(_ path: [String]) -> Any? {
    path.reduce(self as Any?) { value, name in (value as? [String: Any])?[name] }
  }
}
