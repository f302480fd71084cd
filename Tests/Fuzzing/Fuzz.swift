import Foundation

/// Rounds of random input, each known by its seed.
///
/// By default a few rounds are run, the same every time. `SKYDOOR_FUZZ=SECONDS` goes on for so long
/// in every such test, with other seeds each time; `SKYDOOR_SEED=N` runs the round again that a
/// failure names.
public enum Fuzz {
  /// What went wrong in a round.
  public struct Failure: Error, CustomStringConvertible {
    public let seed: UInt64
    public let cause: any Error

    public var description: String {
      "in the round of SKYDOOR_SEED=\(seed): \("\(cause)".prefix(4_000))"
    }
  }

  /// How long one round may take before it counts as a hang, in seconds.
  private static let patience: UInt32 = 180

  /// Runs one round after the other, up to the first that fails.
  /// - Parameters:
  ///   - name: what is tried; a crash, a hang and the figures are told with it.
  ///   - count: how many rounds are run by default.
  ///   - unit: what a round counts.
  ///   - round: tries something, and answers how much it has tried.
  /// - Throws: ``Failure``.
  public static func rounds(
    _ name: String, _ count: UInt64, of unit: String,
    isolation: isolated (any Actor)? = #isolation,
    _ round: (inout SplitMix) async throws -> Int
  ) async throws {
    var (rounds, tried) = (0, 0)
    let (start, seeds) = (ContinuousClock.now, seeds(count))
    while let seed = seeds.next() {
      let mark = RoundMark.begin("\(name), SKYDOOR_SEED=\(seed)", patience: patience)
      defer { RoundMark.end(mark, patience: patience) }
      var random = SplitMix(seed: seed)
      do {
        tried += try await round(&random)
      } catch {
        throw Failure(seed: seed, cause: error)
      }
      rounds += 1
      // Rounds that never wait leave room for tests that do.
      await Task.yield()
    }
    if time != nil {
      print("\(name): \(rounds) rounds, \(tried) \(unit) in \(ContinuousClock.now - start)")
    }
  }

  private static var time: Duration? { number("SKYDOOR_FUZZ").map { .seconds(Int64($0)) } }

  private static func seeds(_ count: UInt64) -> AnyIterator<UInt64> {
    if let seed = number("SKYDOOR_SEED") {
      return AnyIterator(CollectionOfOne(seed).makeIterator())
    }
    guard let time else { return AnyIterator((1...count).makeIterator()) }
    let end = ContinuousClock.now + time
    var next = UInt64.random(in: 1...1 << 48)
    return AnyIterator {
      defer { next += 1 }
      return ContinuousClock.now < end ? next : nil
    }
  }

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }
}
