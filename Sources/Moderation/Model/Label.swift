import ATProto
import Foundation

/// A word that a labeler has put on an account (`com.atproto.label.defs#label`).
public struct Label: Hashable, Sendable {
  /// `spam`, `!warn`.
  public let value: String
  /// The labeler; nil where it was not written down (in journals of earlier versions).
  public let source: DID?

  /// A label as it is described.
  public init(_ value: String, by source: DID?) {
    self.value = value
    self.source = source
  }

  /// Whether the value tells anything to somebody who is signed in.
  public static func isTelling(_ value: String) -> Bool { value != "!no-unauthenticated" }
}

/// Without a source it is its value alone, as earlier versions wrote it.
extension Label: Codable {
  private enum CodingKeys: String, CodingKey {
    case value, source
  }

  public init(from decoder: any Decoder) throws {
    if let value = try? decoder.singleValueContainer().decode(String.self) {
      self.init(value, by: nil)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .value),
      by: try container.decode(DID.self, forKey: .source))
  }

  public func encode(to encoder: any Encoder) throws {
    guard let source else {
      var container = encoder.singleValueContainer()
      return try container.encode(value)
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value, forKey: .value)
    try container.encode(source, forKey: .source)
  }
}

extension Person {
  /// The values of the labels, each once however many labelers have put it on the account.
  public var labelValues: [String] { labels.map(\.value).withoutRepeats }

  /// Those of them that tell something to people.
  public var tellingLabels: [String] { labelValues.filter(Label.isTelling) }

  /// What the account says of itself that tells something to people.
  public var tellingSelfLabels: [String] { selfLabels.filter(Label.isTelling) }
}

extension [ComAtprotoLabel.Label] {
  /// Those that apply, in the order they came, by who has put them there: labelers in force, or the
  /// account itself. What anybody else says does not count. A source takes back its own labels only;
  /// one that has ended is as if it were not there.
  func inForce(on account: DID, _ context: AnswerContext) -> (labels: [Label], selfLabels: [String])
  {
    guard !isEmpty else { return ([], []) }
    let marks = compactMap { label in
      label.src.flatMap { DID($0) }.map { source in
        (label: Label(label.val, by: source), isTakenBack: label.neg == true, end: label.exp)
      }
    }.filter { mark in mark.end.map { $0 > context.at } ?? true }
    let takenBack = Set(marks.filter(\.isTakenBack).map(\.label))
    let applying = marks.map(\.label).filter { !takenBack.contains($0) }
    return (
      applying.filter { $0.source != account && context.labelers.includes($0.source) }
        .withoutRepeats,
      applying.filter { $0.source == account }.map(\.value).withoutRepeats
    )
  }
}

extension Array where Element: Hashable {
  fileprivate var withoutRepeats: [Element] {
    guard count > 1 else { return self }
    var known: Set<Element> = []
    return filter { known.insert($0).inserted }
  }
}

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

/// A look at the service: what is needed to understand what it answers about people.
struct AnswerContext: Sendable {
  /// When it was asked. What it says is no older.
  let at: Date
  /// Whose labels were asked for.
  let labelers: Labelers
}
