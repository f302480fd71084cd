import Moderation

/// The bursts among the people waiting, as of the last look.
public struct ClusterBook: Equatable, Sendable {
  public private(set) var clusters: [Cluster] = []
  private var indices: [JoinRequest.ID: Int] = [:]
  /// People have come since the last look began.
  var isStale = false
  var isLooking = false

  public init() {}

  /// The burst that a request belongs to, with a letter to tell it from the others.
  public func cluster(of id: JoinRequest.ID) -> (cluster: Cluster, name: String)? {
    indices[id].map { (clusters[$0], Self.name($0)) }
  }

  mutating func replace(with found: [Cluster]) {
    isLooking = false
    clusters = found
    indices = [:]
    for (index, cluster) in found.enumerated() {
      for member in cluster.members { indices[member] = index }
    }
  }

  /// `A` to `Z`, then `A2` and so on.
  private static func name(_ index: Int) -> String {
    let letter = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? letter : "\(letter)\(index / 26 + 1)"
  }
}
