import Moderation
import Testing

@testable import skydoor

@Suite struct GroupResolverTests {
  private let resolver = GroupResolver(groups: [
    Group(id: "3k1", name: "Night Owls", memberCount: 1, memberLimit: 50),
    Group(id: "3k2", name: "Night owls", memberCount: 1, memberLimit: 50),
    Group(id: "3k3", name: "Sunday Birders", memberCount: 1, memberLimit: 50),
    Group(id: "3k4", name: "Sunday", memberCount: 1, memberLimit: 50),
    Group(id: "3k5", name: "3k1", memberCount: 1, memberLimit: 50),
  ])

  @Test(arguments: [
    ("3k1", "3k1"), ("Night owls", "3k2"), ("Sunday", "3k4"), ("SUNDAY BIRDERS", "3k3"),
    ("sunday b", "3k3"),
  ])
  func found(_ text: String, _ id: String) throws {
    #expect(try resolver.group(named: text).id == id)
  }

  @Test func severalAreListed() throws {
    let error = try #require(throws: CommandError.self) { try resolver.group(named: "night") }
    #expect(error.status == .badInput)
    #expect(error.message.contains(#""Night Owls" (3k1), "Night owls" (3k2)"#))
    #expect(!error.message.contains("Sunday"))
  }

  @Test(arguments: ["", "Evening Owls", "Owls"])
  func notFound(_ text: String) throws {
    let error = try #require(throws: CommandError.self) { try resolver.group(named: text) }
    #expect(error.status == .badInput)
  }
}
