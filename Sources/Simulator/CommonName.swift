/// A believable handle and display name, worked out from a serial number. No two numbers give the
/// same handle: the number is scrambled without loss and then read digit by digit, each digit
/// choosing one part.
struct CommonName {
  private let given: (latin: String, native: String)
  private let culture: Culture
  private let word: String
  private let domain: String
  private let shape: Int
  /// Above 0 only where the parts alone would repeat.
  private let suffix: Int

  private static let bits: UInt64 = 20

  init(serial: Int, seed: UInt64) {
    var digits = Self.scramble(UInt64(serial), seed)
    func digit(_ radix: Int) -> Int {
      defer { digits /= UInt64(radix) }
      return Int(digits % UInt64(radix))
    }
    let (culture, position) = Self.givenNames[digit(Self.givenNames.count)]
    self.culture = culture
    given = culture.given[position]
    word = Self.words[digit(Self.words.count)]
    shape = digit(4)
    domain = Self.domains[digit(Self.domains.count)]
    suffix = Int(digits)
  }

  var handle: String {
    let number = suffix > 0 ? String(suffix) : ""
    return switch shape {
    case 0: "\(given.latin)\(word)\(number).\(domain)"
    case 1: "\(given.latin)-\(word)\(number).\(domain)"
    case 2: "\(word)-\(given.latin)\(number).\(domain)"
    default: "\(given.latin).\(word)\(number).\(domain)"
    }
  }

  func displayName(_ random: inout SplitMix64) -> String {
    let name = given.native
    if random.chance(0.3) { return name }
    let family = random.pick(culture.family)
    let full = culture.familyFirst ? family + name : "\(name) \(family)"
    return random.chance(0.08) ? "\(full) \(random.pick(Self.ornaments))" : full
  }

  static func bio(_ random: inout SplitMix64) -> String {
    let count = 1 + random.below(3)
    return (0..<count).map { _ in random.pick(phrases) }.joined(
      separator: random.pick([". ", " · ", "\n"]))
  }

  /// Mixes the low bits by steps that can all be undone, so that no two numbers meet.
  private static func scramble(_ number: UInt64, _ seed: UInt64) -> UInt64 {
    let mask: UInt64 = 1 << bits - 1
    var low = number & mask
    for round in 1...3 as ClosedRange<UInt64> {
      low = (low ^ SplitMix64.mix(seed &+ round)) & mask
      low = (low &* 0x9E375) & mask
      low ^= low >> (bits / 2)
    }
    return low | number & ~mask
  }

  private static let givenNames: [(Culture, Int)] = Culture.all.flatMap { culture in
    culture.given.indices.map { (culture, $0) }
  }
}
