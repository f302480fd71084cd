import Foundation
import Lexicons
import Testing

@testable import ATProto

/// Holds every method and what belongs to it against the official schemas.
@Suite(.enabled(if: Lexicons.areGiven, "\(Lexicons.isMissing)"))
struct LexiconTests {
  private let lexicons: Lexicons

  init() throws { lexicons = try Lexicons.load() }

  @Test(arguments: Check.all)
  func aMethodReadsAndSendsWhatItsLexiconNames(check: Check) throws {
    let problems = try check.problems(lexicons)
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  /// So that none is forgotten here.
  @Test func everyMethodIsChecked() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/ATProto/Lexicon")
    var named: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    {
      let text = try String(contentsOf: file, encoding: .utf8)
      let declared = text.matches(of: /var nsid: NSID \{ "([A-Za-z.]+)" \}/)
      named.formUnion(declared.map { String($0.1) })
    }
    // A record, which two of the methods carry.
    named.remove("app.bsky.graph.block")
    #expect(Set(Check.all.map(\.nsid)) == named)
  }

  @Test func everyKindOfEventIsOneOfTheLogsUnion() throws {
    let output = try #require(try lexicons.definition("chat.bsky.convo.getLog").output())
    let union = try #require(try output.property("logs")?.items()).variants()
    let known = Set(union.map(\.location))
    for kind in ChatBskyConvo.LogEvent.Kind.allCases {
      #expect(known.contains(kind.rawValue), "\(kind.rawValue)")
    }
  }

  @Test func everyKindOfConvoAndOfMemberIsOneOfAUnion() throws {
    let reading = SchemaReading()
    let convos = try reading.decode(
      ChatBskyConvo.ConvoView.self, from: lexicons.definition("chat.bsky.convo.defs#convoView"))
    let kinds = Set(
      convos.map { convo in
        switch convo.kind {
        case .direct: "direct"
        case .group: "group"
        case .unknown, nil: "unknown"
        }
      })
    #expect(kinds == ["direct", "group"])
    let members = Set(
      convos.flatMap(\.members).map { member in
        switch member.kind {
        case .direct: "direct"
        case .group(let role, _): role
        case .pastGroup: "past"
        case .unknown, nil: "unknown"
        }
      })
    #expect(members == ["direct", "owner", "standard", "past"])
  }

  @Test func theLabelersOfThePreferencesAreRead() throws {
    let preferences = try SchemaReading().decode(
      AppBskyActor.GetPreferences.Output.self,
      from: try #require(
        try lexicons.definition("app.bsky.actor.getPreferences").output()))
    #expect(preferences.allSatisfy { !$0.labelers.isEmpty } && !preferences.isEmpty)
  }

  @Test func theErrorsOfATokenThatHasEndedAreKnown() throws {
    for name in try lexicons.errors(of: "com.atproto.server.deleteSession") {
      let error = XRPCError.refused(status: 400, name: name, message: nil, retryAt: nil)
      #expect(error.saysTokenIsInvalid, "\(name)")
    }
  }

  @Test func theEndOfAMembershipNamesTheMember() throws {
    let logs = try SchemaReading().decode(
      ChatBskyConvo.GetLog.Output.self,
      from: try #require(try lexicons.definition("chat.bsky.convo.getLog").output())
    ).flatMap(\.logs)
    for kind in [ChatBskyConvo.LogEvent.Kind.removeMember, .memberLeave] {
      let events = logs.filter { $0.kind == kind }
      #expect(!events.isEmpty && events.allSatisfy { $0.formerMember != nil }, "\(kind)")
    }
  }
}

/// What is wrong with a method, by its lexicon.
struct Check: Sendable, CustomTestStringConvertible {
  let nsid: String
  let problems: @Sendable (Lexicons) throws -> [String]

  var testDescription: String { nsid }

  static let all: [Check] = [
    query { [AppBskyActor.GetPreferences()] },
    query { [AppBskyActor.GetProfiles(actors: [try .test(), try .test("did:plc:bob")])] },
    query { [AppBskyLabeler.GetServices(dids: [try .test()])] },
    query {
      [
        ChatBskyConvo.ListConvos(limit: 1), ChatBskyConvo.ListConvos(kind: "direct"),
        ChatBskyConvo.ListConvos(kind: "group", limit: 100, cursor: "c"),
      ]
    },
    query { [ChatBskyConvo.GetConvo(convoId: "c")] },
    query {
      [
        ChatBskyConvo.GetConvoMembers(convoId: "c"),
        ChatBskyConvo.GetConvoMembers(convoId: "c", limit: 1, cursor: "d"),
      ]
    },
    query { [ChatBskyConvo.GetLog(), ChatBskyConvo.GetLog(cursor: "c")] },
    procedure { [ChatBskyConvo.LockConvo(convoId: "c")] },
    procedure { [ChatBskyConvo.UnlockConvo(convoId: "c")] },
    query {
      [
        ChatBskyGroup.ListJoinRequests(convoId: "c"),
        ChatBskyGroup.ListJoinRequests(convoId: "c", limit: 1, cursor: "d"),
      ]
    },
    procedure { [ChatBskyGroup.RejectJoinRequest(convoId: "c", member: try .test())] },
    procedure { [ChatBskyGroup.ApproveJoinRequest(convoId: "c", member: try .test())] },
    procedure { [ChatBskyGroup.UpdateJoinRequestsRead(convoId: "c")] },
    procedure { [ChatBskyGroup.EditGroup(convoId: "c", name: "Night Shift")] },
    procedure { [ChatBskyGroup.RemoveMembers(convoId: "c", members: [try .test()])] },
    procedure {
      ["anyone", "followedByOwner"].map {
        ChatBskyGroup.CreateJoinLink(convoId: "c", requireApproval: true, joinRule: $0)
      }
    },
    procedure {
      [
        ChatBskyGroup.EditJoinLink(convoId: "c"),
        ChatBskyGroup.EditJoinLink(convoId: "c", requireApproval: false, joinRule: "anyone"),
      ]
    },
    procedure { [ChatBskyGroup.EnableJoinLink(convoId: "c")] },
    procedure { [ChatBskyGroup.DisableJoinLink(convoId: "c")] },
    procedure {
      [
        ComAtprotoServer.CreateSession(identifier: "alice.test", password: "p"),
        ComAtprotoServer.CreateSession(
          identifier: "alice.test", password: "p", authFactorToken: "123"),
      ]
    },
    procedure { [ComAtprotoServer.RefreshSession()] },
    procedure { [ComAtprotoServer.DeleteSession()] },
    procedure(carrying: AppBskyGraph.Block.nsid) {
      [
        ComAtprotoRepo.CreateRecord(
          repo: try .test(), rkey: TIDClock().next(),
          record: AppBskyGraph.Block(subject: try .test("did:plc:bob"), createdAt: Date()))
      ]
    },
    query(carrying: AppBskyGraph.Block.nsid) {
      [ComAtprotoRepo.GetRecord<AppBskyGraph.Block>(repo: try .test(), rkey: "3jzfcijpj2z2a")]
    },
    query { [ComAtprotoIdentity.ResolveHandle(handle: try .test())] },
  ]

  /// - Parameter record: what the lexicon leaves open.
  private static func query<M: XRPCQuery>(
    carrying record: NSID? = nil, _ samples: @escaping @Sendable () throws -> [M]
  ) -> Check {
    Check(nsid: M.nsid.description) { lexicons in
      let schema = try lexicons.definition(M.nsid.description)
      var problems = schema.type == "query" ? [] : ["\(M.nsid) is a \(schema.type)"]
      for sample in try samples() {
        if let parameters = schema.parameters() {
          problems += try parameters.problems(inParameters: sample.parameters)
        } else if !sample.parameters.isEmpty {
          problems.append("\(M.nsid) takes no parameters")
        }
      }
      return problems + (try answer(of: M.self, schema, record, lexicons))
    }
  }

  private static func procedure<M: XRPCProcedure>(
    carrying record: NSID? = nil, _ samples: @escaping @Sendable () throws -> [M]
  ) -> Check {
    Check(nsid: M.nsid.description) { lexicons in
      let schema = try lexicons.definition(M.nsid.description)
      var problems = schema.type == "procedure" ? [] : ["\(M.nsid) is a \(schema.type)"]
      let input = try schema.input()
      if M.hasInput != (input != nil) { problems.append("\(M.nsid) has an input, or has none") }
      let unknown = try record.map { try lexicons.definition($0.description) }
      for sample in try samples() where input != nil {
        problems += try input?.problems(in: JSONValue(encoding: sample), unknown: unknown) ?? []
      }
      return problems + (try answer(of: M.self, schema, record, lexicons))
    }
  }

  private static func answer<M: XRPCMethod>(
    of _: M.Type, _ schema: Schema, _ record: NSID?, _ lexicons: Lexicons
  ) throws -> [String] {
    let isChat = M.nsid.description.hasPrefix("chat.bsky.")
    guard isChat == (M.proxy == .blueskyChat) else { return ["\(M.nsid) goes to another service"] }
    guard let output = try schema.output() else {
      return M.Output.self == EmptyOutput.self ? [] : ["\(M.nsid) has no output"]
    }
    let reading = SchemaReading()
    try reading.decode(
      M.Output.self, from: output,
      unknown: record.map { try lexicons.definition($0.description) })
    return reading.finish()
  }
}
