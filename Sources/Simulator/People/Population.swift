import Foundation

/// All accounts, by serial number; 0 is the owner of the world. Only the time at which each first
/// appeared is stored. The rest is computed from the seed and the number when it is needed, so that
/// ten thousand people take hardly any memory.
struct Population {
  static let owner = 0

  let seed: UInt64
  private let ownerHandle: String
  /// What a service shows in the place of a handle. They resolve to nobody, and several people can
  /// have them.
  static let placeholders: Set = [HostileName.invalidHandle, "missing.invalid"]

  /// When each one first appeared; nobody's account is younger than that.
  private var appearances: [Milliseconds] = []
  /// Those whose names are set from outside.
  private var named: [Int: (handle: String, displayName: String)] = [:]
  /// Serial numbers by handle in lower case. Few ever look anybody up by handle, so it is made when
  /// somebody does, for those of the first `indexed` people.
  private var serials: [String: Int] = [:]
  private var indexed = 0
  /// The accounts of a raid, made one after another within an hour.
  private(set) var throwaways = 0..<0
  /// Those whose names try to break the screen that shows them.
  private(set) var hostile = 0..<0

  init(seed: UInt64, ownerHandle: String) {
    self.seed = seed
    self.ownerHandle = ownerHandle
  }

  var count: Int { appearances.count }

  /// Adds somebody.
  /// - Returns: the serial number.
  mutating func add(at time: Milliseconds) -> Int {
    appearances.append(time)
    return count - 1
  }

  mutating func add(at time: Milliseconds, handle: String, displayName: String) -> Int {
    named[count] = (handle, displayName)
    return add(at: time)
  }

  /// Sets what the people added next are: hostile names first, then throw-away accounts.
  mutating func announce(hostile hostileCount: Int, throwaways throwawayCount: Int) {
    hostile = count..<(count + hostileCount)
    throwaways = hostile.upperBound..<(hostile.upperBound + throwawayCount)
  }

  /// Both halves of a DID come from the serial number and the seed. The first can be turned back
  /// into the number, so there is no table of DIDs; the second tells a real one from a made-up one.
  func did(_ serial: Int) -> String {
    let first = SplitMix64.mix(UInt64(serial) &+ seed &* SplitMix64.step)
    return "did:plc:"
      + Base32.encode(first, length: 13, alphabet: Base32.plc)
      + Base32.encode(SplitMix64.mix(first ^ seed), length: 11, alphabet: Base32.plc)
  }

  func serial(did: String) -> Int? {
    guard did.utf8.count == 32, did.hasPrefix("did:plc:"),
      let first = Base32.decode(did.dropFirst(8).prefix(13), alphabet: Base32.plc)
    else { return nil }
    let number = SplitMix64.unmix(first) &- seed &* SplitMix64.step
    guard number < UInt64(count), self.did(Int(number)) == did else { return nil }
    return Int(number)
  }

  mutating func serial(handle: String) -> Int? {
    let handle = handle.lowercased()
    if handle == ownerHandle { return Self.owner }
    for serial in indexed..<count {
      let handle = self.handle(serial).lowercased()
      if !Self.placeholders.contains(handle) { serials[handle] = serial }
    }
    indexed = count
    return serials[handle]
  }

  func handle(_ serial: Int) -> String {
    if let named = named[serial] { return named.handle }
    if serial == Self.owner { return ownerHandle }
    if throwaways.contains(serial) {
      return "prize-desk\(4100 + serial - throwaways.lowerBound).drop.test"
    }
    if let name = hostileName(serial), let handle = name.handle { return handle }
    return CommonName(serial: serial, seed: seed).handle
  }

  func person(_ serial: Int) -> AccountProfile {
    var random = SplitMix64(seed: SplitMix64.mix(seed ^ UInt64(serial) &* SplitMix64.step))
    var person = AccountProfile(
      did: did(serial), handle: handle(serial), createdAt: appearances[serial])
    if throwaways.contains(serial) {
      person.createdAt -= Milliseconds(random.below(8) + 2) * .minute
      describeThrowaway(&person, &random)
      return person
    }
    // Most have been there for a while; a few made an account only in order to ask.
    let days =
      random.chance(0.15)
      ? random.logarithmic(from: 0.005, to: 30) : random.logarithmic(from: 30, to: 1100)
    let age = Milliseconds(days * Double(Milliseconds.day))
    person.createdAt -= age
    describe(&person, age: age, &random)
    if let named = named[serial] {
      person.displayName = named.displayName
    } else {
      person.displayName =
        random.chance(0.07)
        ? nil : CommonName(serial: serial, seed: seed).displayName(&random)
      if let name = hostileName(serial) {
        person.displayName = name.displayName
        person.bio = name.bio
      }
    }
    if serial == Self.owner {
      person.displayName = "Mara Lindqvist"
      person.isFollower = false
      person.isFollowed = false
      person.labels = []
    }
    return person
  }

  private func hostileName(_ serial: Int) -> HostileName? {
    hostile.contains(serial) ? HostileName.all[serial - hostile.lowerBound] : nil
  }

  private func describe(
    _ person: inout AccountProfile, age: Milliseconds, _ random: inout SplitMix64
  ) {
    let maturity = min(1, Double(age) / Double(90 * Milliseconds.day))
    // Four even draws added up are close to a bell; its exponential has the long tail that
    // follower counts have.
    let bell = (0..<4).reduce(-2.0) { sum, _ in sum + random.fraction() }
    person.followers = Int(exp(4.2 + bell * 2.4) * maturity)
    person.follows = Int(random.logarithmic(from: 8, to: 1500) * (0.2 + 0.8 * maturity))
    person.posts = Int(random.logarithmic(from: 1, to: 9000) * maturity)
    person.bio = random.chance(0.25) ? "" : CommonName.bio(&random)
    person.hasAvatar = random.chance(0.86)
    person.isVerified = person.followers > 300 && random.chance(0.15)
    person.isFollower = random.chance(0.22)
    person.isFollowed = random.chance(0.08)
    if person.followers > 25, random.chance(0.45) {
      person.knownFollowers = 1 + random.below(min(14, person.followers / 12 + 1))
    }
    if random.chance(0.03) {
      person.labels = [random.pick(["rude", "spam", "intolerant", "misleading", "bot"])]
    }
  }

  private func describeThrowaway(_ person: inout AccountProfile, _ random: inout SplitMix64) {
    person.displayName = random.chance(0.8) ? "Prize Desk 🎁" : ""
    person.bio = random.chance(0.6) ? "Winners are drawn daily. Message us to claim." : ""
    person.followers = random.below(3)
    person.follows = random.below(400)
    person.posts = random.below(2)
    person.hasAvatar = random.chance(0.1)
    if random.chance(0.3) { person.labels = ["spam"] }
  }
}

/// People as accounts of the host.
extension Population {
  /// Whom a handle, a DID or a mail address means.
  mutating func account(_ identifier: String) -> Int? {
    if identifier.contains("@") {
      return identifier == email(Self.owner) ? Self.owner : nil
    }
    return identifier.hasPrefix("did:")
      ? serial(did: identifier) : serial(handle: identifier)
  }

  func email(_ serial: Int) -> String {
    let handle = handle(serial)
    let name = handle.prefix { $0 != "." }
    return "\(name)@\(handle.dropFirst(name.count + 1))"
  }

  /// In the form of an app password.
  func password(_ serial: Int) -> String {
    let secret = SplitMix64.mix(~seed ^ UInt64(serial) &* SplitMix64.step)
    let text = Base32.encode(secret, length: 12, alphabet: Base32.plc)
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(4))-\(text.suffix(4))-demo"
  }

  /// The DID document, as the PLC directory gives it.
  func document(_ serial: Int, host: String) -> JSON {
    let did = did(serial)
    let key = (0..<4).map { part in
      Base32.encode(
        SplitMix64.mix(seed ^ UInt64(serial << 2 | part)), length: 12, alphabet: Base32.plc)
    }
    return [
      "@context": [
        "https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1",
        "https://w3id.org/security/suites/secp256k1-2019/v1",
      ],
      "id": .string(did),
      "alsoKnownAs": ["at://\(handle(serial))"],
      "verificationMethod": [
        [
          "id": "\(did)#atproto", "type": "Multikey", "controller": .string(did),
          "publicKeyMultibase": "z\(key.joined())",
        ]
      ],
      "service": [
        [
          "id": "#atproto_pds", "type": "AtprotoPersonalDataServer",
          "serviceEndpoint": .string(host),
        ]
      ],
    ]
  }
}

/// An account, as its profile shows it.
struct AccountProfile {
  var did: String
  var handle: String
  /// Nil where none was ever set.
  var displayName: String?
  var bio = ""
  var hasAvatar = false
  var createdAt: Milliseconds
  var followers = 0
  var follows = 0
  var posts = 0
  /// Label values put on it by Bluesky's own labeler.
  var labels: [String] = []
  var isVerified = false
  /// The owner of the world follows it.
  var isFollowed = false
  /// It follows the owner of the world.
  var isFollower = false
  /// How many of those whom the owner follows follow it.
  var knownFollowers = 0
}
