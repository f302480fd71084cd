import ATProto
import Foundation

/// Whose labels count: Bluesky's own moderation service and the labelers that the account subscribes
/// to (`app.bsky.actor.defs#labelersPref`).
public struct Labelers: Equatable, Sendable {
  /// Bluesky's own, which is in force for everybody.
  public static let bluesky: DID = {
    guard let did = DID("did:plc:ar7c4by46qjdydhdevvrndac") else {
      preconditionFailure("A DID by its syntax.")
    }
    return did
  }()

  /// Bluesky's own and those subscribed to, as many as a service takes.
  public let inForce: [DID]
  /// What labelers call themselves, as far as they were asked.
  public var names: [DID: String]
  /// When the subscriptions were read; nil where they never were.
  public let readAt: Date?
  /// Why they could not be read again; nil where they could.
  public var fault: Fault?

  /// Whom the account subscribes to, in its own order.
  public init(
    subscribed: [DID] = [], names: [DID: String] = [:], readAt: Date? = nil, fault: Fault? = nil
  ) {
    var inForce = [Self.bluesky]
    for labeler in subscribed where !inForce.contains(labeler) { inForce.append(labeler) }
    self.inForce = Array(inForce.prefix(AcceptedLabelers.limit))
    self.names = names
    self.readAt = readAt
    self.fault = fault
  }

  /// What a labeler is called: by itself, or else by its DID.
  public func name(of labeler: DID) -> String {
    names[labeler] ?? (labeler == Self.bluesky ? "Bluesky" : labeler.description)
  }

  func includes(_ source: DID?) -> Bool { source.map(inForce.contains) ?? false }

  /// How a service is asked for their labels.
  var accepted: AcceptedLabelers { AcceptedLabelers(inForce, redacting: [Self.bluesky]) }
}
