/// A number of people waiting, which may be a lower bound.
public struct WaitingCount: Hashable, Sendable, CustomStringConvertible {
  /// What the service's capped count stands for: it stops at 21, which means "more than 20".
  private static let cap = 20

  public let number: Int
  /// There may be more.
  public let isCapped: Bool

  public init(_ number: Int, isCapped: Bool) {
    self.number = isCapped ? max(Self.cap, number - 1) : number
    self.isCapped = isCapped
  }

  private init(sum: Int, isCapped: Bool) {
    number = sum
    self.isCapped = isCapped
  }

  public static func + (a: WaitingCount, b: WaitingCount) -> WaitingCount {
    WaitingCount(sum: a.number + b.number, isCapped: a.isCapped || b.isCapped)
  }

  /// `7`, or `20+`.
  public var description: String { isCapped ? "\(number)+" : "\(number)" }
}
