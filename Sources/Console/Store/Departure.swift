import Foundation
import Moderation

/// Why somebody does not wait any more although the owner has decided nothing here. The row stays,
/// greyed, for a moment, so that nobody vanishes unexplained.
public struct Departure: Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    case withdrawn
    case approvedElsewhere
    case rejectedElsewhere
    /// A decision that could not be confirmed has been carried out.
    case carriedOut
    /// Not on the list any more; the service did not say why.
    case unknown
  }

  public let cause: Cause
  public let at: Date
}
