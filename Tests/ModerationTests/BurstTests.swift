import ATProto
import Foundation
import Fuzzing
import Testing

@testable import Moderation

@Suite struct BurstTests {
  private static let start = Date(timeIntervalSince1970: 1_800_000_000)
  private static let minute: TimeInterval = 60
  private static let hour: TimeInterval = 3_600
  private static let day: TimeInterval = 86_400

  // MARK: accounts made together

  @Test func accountsMadeTogetherThatAskTogetherAreACluster() throws {
    let requests = try [
      request("apple.test", asked: 0, made: -2 * Self.day),
      request("brook.test", asked: 4 * Self.minute, made: -2 * Self.day + 1_800),
      request("cloud.test", asked: 9 * Self.minute, made: -2 * Self.day + 900),
    ]
    #expect(
      Burst.find(among: requests) == [
        Burst(
          members: requests.map(\.id), reasons: [.accountsMadeTogether(within: 1_800)], span: 540)
      ])
  }

  @Test(arguments: [0, 1] as [TimeInterval])
  func tenMinutesAndOneHourAreStillTogether(tooMuch: TimeInterval) throws {
    let expected = tooMuch == 0 ? [3] : []
    let names = ["apple.test", "brook.test", "cloud.test"]
    let late = try names.enumerated().map { index, name in
      let index = TimeInterval(index)
      return try request(name, asked: index * (600 + tooMuch), made: -Self.day - index)
    }
    #expect(Burst.find(among: late).map(\.members.count) == expected)
    let old = try names.enumerated().map { index, name in
      let index = TimeInterval(index)
      return try request(name, asked: index, made: -Self.day - index * (3_600 + tooMuch))
    }
    #expect(Burst.find(among: old).map(\.members.count) == expected)
  }

  @Test func twoAreChance() throws {
    let two = try [
      request("prize1.drop.test", asked: 0, made: -60),
      request("prize2.drop.test", asked: 1, made: -61),
    ]
    #expect(Burst.find(among: two) == [])
    #expect(Burst.find(among: two + [try request("x.test", asked: 2, made: -62)]).count == 1)
    #expect(Burst.find(among: two + [try request("prize3.drop.test", asked: 2)]).count == 1)
  }

  @Test func oneWhoAsksThreeGroupsIsOnePerson() throws {
    let doors = try ["g1", "g2", "g3"].map {
      try request("prize1.drop.test", group: $0, asked: 0, made: -60)
    }
    #expect(Burst.find(among: doors) == [])
    let friends =
      try doors + [
        request("prize2.drop.test", group: "g2", asked: 1, made: -61),
        request("prize3.drop.test", group: "g3", asked: 2, made: -62),
      ]
    #expect(Burst.find(among: friends).map(\.members) == [friends.map(\.id)])
  }

  @Test func strangersWhoAskTogetherAreNone() throws {
    let names = [
      "anna.test", "bertram.test", "chiara.example", "dmitri.example", "eun-ji.test", "fatima.test",
      "gustavo.test", "hanako.test", "ines.example", "jonas.test",
    ]
    let requests = try names.enumerated().map { index, name in
      let index = TimeInterval(index)
      return try request(name, asked: index * 20, made: -Self.day * (90 + index * 37))
    }
    #expect(Burst.find(among: requests) == [])
  }

  @Test
  func whatIsNotKnownIsHeldAgainstNobody() throws {
    let names = ["apple.test", "brook.test", "cloud.test", "drift.test"]
    let undated = try names.map { try request($0, asked: 0) }
    #expect(Burst.find(among: undated) == [])
    let untimed = try (1...9).map { try request("prize\($0).drop.test", asked: nil, made: -60) }
    #expect(Burst.find(among: untimed) == [])
    // One without a date closes no gap between others.
    let bridged = try [
      request("apple.test", asked: 0, made: -60), request("brook.test", asked: 1, made: -60),
      request("cloud.test", asked: 2), request("drift.test", asked: 3, made: -10 * Self.day),
    ]
    #expect(Burst.find(among: bridged) == [])
  }

  @Test func aBystanderHoldsNothingTogether() throws {
    let requests = try [
      request("apple.test", asked: 0, made: -60), request("brook.test", asked: 1, made: -61),
      request("stranger.test", asked: 8 * Self.minute, made: -400 * Self.day),
      request("cloud.test", asked: 16 * Self.minute, made: -62),
    ]
    #expect(Burst.find(among: requests) == [])
  }

  // MARK: handles

  @Test(arguments: [
    (["prize-desk4101.drop.test", "prize-desk7.drop.test", "prize-desk99.drop.test"], true),
    (["a1b22.drop.test", "a7b7.drop.test", "a333b0.drop.test"], true),
    (["4101x.drop.test", "7x.drop.test", "99x.drop.test"], true),
    // Here the domain is what they have in common, and that is a host's.
    (["4101.drop.test", "7.drop.test", "99.drop.test"], false),
    (["prize1.drop.test", "prize2.lift.test", "prize3.lift.test"], true),
    (["kim1.drop.test", "kim2.lift.test", "kim3.rope.test"], false),
    (["winner.a.test", "winners.b.test", "winnerss.c.test"], true),
    (["winner.a.test", "winter.b.test", "winder.c.test"], true),
    (["xxwinner.a.test", "yywinner.b.test", "zzwinner.c.test"], true),
    (["xxxwinner.a.test", "yyywinner.b.test", "zzzwinner.c.test"], false),
    (["anna.a.test", "anne.b.test", "hanna.c.test"], false),
    // A given name is no name that one recipe made.
    (["minghao.oak.a.test", "minghao.pear.b.test", "minghao.rye.c.test"], false),
    (["abcde.a.test", "abcdf.b.test", "abcdg.c.test"], false),
    (["abcdef.a.test", "abcdeg.b.test", "abcdeh.c.test"], true),
    (["xn--80ak6aa92e.test", "xn--80ak6aa93e.test", "xn--80ak6aa94e.test"], false),
    (["handle.invalid", "handle.invalid", "handle.invalid"], false),
    (["missing.invalid", "missing.invalid", "missing.invalid"], false),
  ])
  func handlesThatDifferInNumbersOrInTwoLettersAreAlike(handles: [String], areAlike: Bool) throws {
    let requests = try handles.enumerated().map { index, handle in
      try request(
        handle, asked: TimeInterval(index), made: -Self.day * TimeInterval(index + 30))
    }
    #expect(
      Burst.find(among: requests)
        == (areAlike
          ? [
            Burst(
              members: requests.map(\.id), reasons: [.similarHandles(example: handles[0])], span: 2)
          ] : []))
  }

  @Test func handlesOfAnotherTimeAreNone() throws {
    let requests = try (0..<5).map { index in
      try request("prize\(index).drop.test", asked: TimeInterval(index) * 11 * Self.minute)
    }
    #expect(Burst.find(among: requests) == [])
  }

  // MARK: several sets

  @Test func setsThatOverlapAreOneClusterWithBothReasons() throws {
    let requests = try [
      request("prize1.drop.test", asked: 0),
      request("prize2.drop.test", group: "g2", asked: 60),
      request("prize3.drop.test", asked: 120, made: -100),
      request("lamp.test", asked: 180, made: -400),
      request("moss.test", asked: 180, made: -200),
      request("elder.test", asked: 181, made: -900 * Self.day),
    ]
    #expect(
      Burst.find(among: requests.reversed()) == [
        Burst(
          members: requests.prefix(5).map(\.id),
          reasons: [
            .accountsMadeTogether(within: 300), .similarHandles(example: "prize1.drop.test"),
          ], span: 180)
      ])
  }

  @Test(arguments: 0..<5)
  func whateverTheOrderOfTheRequestsTheAnswerIsTheSame(seed: UInt64) throws {
    var generator = SplitMix(seed: seed)
    var requests: [JoinRequest] = []
    for wave in 0..<3 {
      let asked = TimeInterval(wave) * Self.day
      for index in 0..<20 {
        requests += try [
          request(
            "prize\(index).wave\(wave).test", asked: asked + TimeInterval(index), made: asked - 90),
          request("\(word(&generator)).test", asked: asked + TimeInterval(index) * 60),
        ]
      }
    }
    let bursts = Burst.find(among: requests)
    #expect(bursts.map(\.members.count) == [20, 20, 20])
    #expect(Burst.find(among: requests.shuffled(using: &generator)) == bursts)
  }

  // MARK: crowds

  /// People with old accounts, two thousand within ten minutes: some of them were made in the same
  /// hour, and some are called alike. Among them are forty of a raid.
  @Test func aRaidStandsOutOfACrowd() throws {
    var generator = SplitMix(seed: 7)
    let names = ["andreas", "bertram", "camille", "dorothea", "elisabeth", "fatoumata"]
    let crowd = try (0..<2_000).map { _ in
      let name = names.randomElement(using: &generator) ?? ""
      return try request(
        name.prefix(3) + word(&generator) + ".test", asked: .random(in: 0..<600, using: &generator),
        made: -Self.day * .random(in: 30..<60, using: &generator))
    }
    #expect(Burst.find(among: crowd) == [])
    let raid = try (0..<40).map { index in
      try request(
        "\(word(&generator))\(word(&generator)).test", asked: TimeInterval(index) * 10,
        made: -TimeInterval(index) * 30 - 60)
    }
    let bursts = Burst.find(among: (crowd + raid).shuffled(using: &generator))
    #expect(bursts.map(\.reasons) == [[.accountsMadeTogether(within: 39 * 30)]])
    #expect(Set(bursts.flatMap(\.members)) == Set(raid.map(\.id)))
  }

  /// A third of those who ask make an account in order to: who asks at the same time as another was
  /// then made in the same hour.
  @Test func peopleWhoMakeAnAccountInOrderToAskAreNone() throws {
    var generator = SplitMix(seed: 11)
    let requests = try (0..<1_200).map { index in
      let asked =
        index < 600
        ? -.random(in: 1..<20, using: &generator) * Self.day
        : .random(in: 0..<600, using: &generator)
      let age: TimeInterval =
        index % 3 == 0
        ? .random(in: 300..<7_200, using: &generator)
        : .random(in: 60..<900, using: &generator) * Self.day
      return try request("\(word(&generator)).test", asked: asked, made: asked - age)
    }
    #expect(Burst.find(among: requests) == [])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      { "prize\($0).drop.test" }, { "\($0).drop.test" },
      { String(repeating: "a", count: 40 + $0 % 3) + "\($0 / 3)b.test" },
      { String(repeating: "ab", count: 20) + String($0, radix: 3) + "zyxw.test" },
      { String($0, radix: 3) + String(repeating: "ab", count: 20) + ".test" },
    ] as [@Sendable (Int) -> String])
  func tenThousandWhoAskAtOnceAreLookedThroughInNoTimeToSpeakOf(
    handle: @Sendable (Int) -> String
  ) throws {
    let requests = try (0..<10_000).map { index in
      try request(
        handle(index), asked: TimeInterval(index % 600),
        // Parted by their times again and again, each time into a few.
        made: TimeInterval(-index / 2 % 5_000) * 2_400)
    }
    for burst in Burst.find(among: requests) { #expect(burst.members.count >= 3) }
  }

  @Test func nobodyAndNothing() {
    #expect(Burst.find(among: []) == [])
  }

  // MARK: tools

  /// - Parameters:
  ///   - asked: seconds after the start; nil where nobody knows.
  ///   - made: seconds after the start when the account was made.
  private func request(
    _ handle: some StringProtocol, group: String = "g1", asked: TimeInterval?,
    made: TimeInterval? = nil
  ) throws -> JoinRequest {
    // Whoever can't be verified is still somebody.
    let name = handle.hasSuffix(".invalid") ? "\(asked ?? 0)" : String(handle)
    let person = Person(
      did: try #require(DID("did:web:\(name)")),
      handle: try #require(Handle(String(handle))),
      createdAt: made.map(Self.start.addingTimeInterval))
    return JoinRequest(
      group: group, person: person, requestedAt: asked.map(Self.start.addingTimeInterval))
  }

  private func word(_ generator: inout SplitMix) -> String {
    String(
      (0..<12).compactMap { _ in "abcdefghijklmnopqrstuvwxyz".randomElement(using: &generator) })
  }
}
