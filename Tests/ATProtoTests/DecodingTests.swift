import Foundation
import Testing

@testable import ATProto

@Suite struct DecodingTests {
  static let person = """
    {"did":"did:plc:bob","handle":"Bob.Test","displayName":"Bob","avatar":"https://cdn.test/b",
    "viewer":{"muted":false,"blocking":"at://b","blockedBy":true,"following":"at://f",
    "followedBy":"at://g","knownFollowers":{"count":3,"followers":[]},"newThing":1},
    "labels":[{"src":"did:plc:mod","uri":"at://x","val":"spam","cts":"2024-01-01T00:00:00Z"},
    {"val":"old","neg":true,"exp":"2024-02-01T00:00:00Z"},{"noVal":1}],
    "createdAt":"2024-05-06T07:08:09.123Z","verification":{"verifiedStatus":"valid"},
    "kind":{"$type":"chat.bsky.actor.defs#groupConvoMember","role":"owner"},"future":{"a":[1]}}
    """

  @Test func aPersonWithEverything() throws {
    let person = try decode(ChatBskyActor.ProfileViewBasic.self, Self.person)
    #expect(person.did.description == "did:plc:bob")
    #expect(person.handle.description == "bob.test")
    #expect(person.displayName == "Bob")
    #expect(person.avatar == "https://cdn.test/b")
    #expect(person.viewer?.muted == false)
    #expect(person.viewer?.blocking == "at://b")
    #expect(person.viewer?.blockedBy == true)
    #expect(person.viewer?.following == "at://f")
    #expect(person.viewer?.followedBy == "at://g")
    #expect(person.viewer?.knownFollowersCount == 3)
    #expect(person.labels.map(\.val) == ["spam", "old"])
    #expect(person.labels.map(\.neg) == [nil, true])
    #expect(person.labels.last?.exp == Date(timeIntervalSince1970: 1_706_745_600))
    #expect(person.createdAt == Date(timeIntervalSince1970: 1_714_979_289.123))
    #expect(person.verification?.verifiedStatus == "valid")
    #expect(person.kind == .group(role: "owner"))
  }

  @Test func aPersonWithNextToNothingOrWithNonsense() throws {
    let bare = try decode(ChatBskyActor.ProfileViewBasic.self, #"{"did":"did:plc:bob"}"#)
    #expect(bare.handle == .invalid)
    #expect(bare.labels.isEmpty)
    #expect(bare.viewer == nil && bare.createdAt == nil && bare.kind == nil)
    let odd = try decode(
      ChatBskyActor.ProfileViewBasic.self,
      #"""
      {"did":"did:plc:bob","handle":"no handle","displayName":7,"labels":"x","viewer":[],
      "createdAt":"last week","kind":null,"verification":3}
      """#)
    #expect(odd.handle == .invalid)
    #expect(odd.displayName == nil && odd.createdAt == nil && odd.viewer == nil)
    #expect(odd.labels.isEmpty)
  }

  @Test func listsByWhichSomebodyIsBlockedOrMuted() throws {
    let person = try decode(
      ChatBskyActor.ProfileViewBasic.self,
      #"""
      {"did":"did:plc:bob","viewer":{"muted":true,"mutedByList":{"uri":"at://m","name":"M"},
      "blocking":"at://l","blockingByList":{"uri":"at://l","cid":"c"}}}
      """#)
    #expect(person.viewer?.mutedByList == "at://m")
    #expect(person.viewer?.blocking == "at://l")
    #expect(person.viewer?.blockingByList == "at://l")
    let odd = try decode(
      ChatBskyActor.ProfileViewBasic.self,
      #"{"did":"did:plc:bob","viewer":{"mutedByList":"at://m","blockingByList":{"uri":1}}}"#)
    #expect(odd.viewer?.mutedByList == nil && odd.viewer?.blockingByList == nil)
  }

  @Test func whatLabelersAreCalled() throws {
    let output = try decode(
      AppBskyLabeler.GetServices.Output.self,
      #"""
      {"views":[{"$type":"app.bsky.labeler.defs#labelerView","uri":"at://x","creator":
      {"did":"did:plc:mod","handle":"mod.test","displayName":"Mod"}},{"creator":{"handle":"x.test"}},
      {"creator":{"did":"did:plc:b","handle":7,"displayName":{}}},3]}
      """#)
    #expect(output.views.map(\.creator.did.description) == ["did:plc:mod", "did:plc:b"])
    #expect(output.views.map(\.creator.displayName) == ["Mod", nil])
    #expect(output.views.last?.creator.handle == .invalid)
  }

  @Test(
    arguments: [
      (#"{"$type":"chat.bsky.actor.defs#directConvoMember"}"#, .direct),
      (#"{"$type":"chat.bsky.actor.defs#groupConvoMember","role":"new"}"#, .group(role: "new")),
      (#"{"$type":"chat.bsky.actor.defs#groupConvoMember"}"#, .group(role: "")),
      (
        #"{"$type":"chat.bsky.actor.defs#groupConvoMember","role":"standard","addedBy":{"did":5}}"#,
        .group(role: "standard")
      ),
      (#"{"$type":"chat.bsky.actor.defs#pastGroupConvoMember"}"#, .pastGroup),
      (#"{"$type":"chat.bsky.actor.defs#other"}"#, .unknown(type: "chat.bsky.actor.defs#other")),
      (#"{}"#, .unknown(type: "")),
    ] as [(String, ChatBskyActor.MemberKind)])
  func whatAMemberIs(json: String, kind: ChatBskyActor.MemberKind) throws {
    #expect(try decode(ChatBskyActor.MemberKind.self, json) == kind)
  }

  @Test func membersAndWhoAddedThem() throws {
    let page = try decode(
      ChatBskyConvo.GetConvoMembers.Output.self,
      """
      {"cursor":7,"members":[\(Self.person),{"handle":"no.did"},{"did":"did:plc:jo",
      "kind":{"$type":"chat.bsky.actor.defs#groupConvoMember","role":"standard",
      "addedBy":\(Self.person)}}]}
      """)
    #expect(page.cursor == "7")
    #expect(page.members.map(\.did.description) == ["did:plc:bob", "did:plc:jo"])
    #expect(page.members[0].kind == .group(role: "owner"))
    #expect(page.members[1].kind == .group(role: "standard", addedBy: page.members[0]))
    #expect(throws: DecodingError.self) {
      try decode(ChatBskyConvo.GetConvoMembers.Output.self, #"{"cursor":"a"}"#)
    }
  }

  @Test func theAnswerToAChangeOfTheJoinLink() throws {
    let answer = try decode(
      ChatBskyGroup.JoinLinkAnswer.self,
      #"{"joinLink":{"code":"abc","enabledStatus":"paused","joinRule":"friends","x":1},"y":2}"#)
    #expect(answer.joinLink.code == "abc" && answer.joinLink.enabledStatus == "paused")
    #expect(answer.joinLink.joinRule == "friends" && !answer.joinLink.requireApproval)
    for json in ["{}", #"{"joinLink":{"code":"abc"}}"#, #"{"joinLink":null}"#] {
      #expect(throws: DecodingError.self) { try decode(ChatBskyGroup.JoinLinkAnswer.self, json) }
    }
  }

  @Test func aPageGoesOnWithoutWhatCannotBeRead() throws {
    let page = try decode(
      ChatBskyGroup.ListJoinRequests.Output.self,
      """
      {"requests":[{"convoId":"c","requestedBy":\(Self.person),"requestedAt":"2024-05-06T07:08:09Z"},
      {"convoId":"c","requestedBy":{"did":"nonsense","handle":"a.test"}},null,17,"x",
      {"convoId":"c","requestedBy":{"did":"did:plc:eve","handle":"eve.test"},"requestedAt":"?"}],
      "cursor":"next"}
      """)
    #expect(page.requests.map(\.requestedBy.did.description) == ["did:plc:bob", "did:plc:eve"])
    #expect(page.requests.map { $0.requestedAt == nil } == [false, true])
    #expect(page.cursor == "next")
  }

  @Test func anEmptyCursorIsTheEnd() throws {
    let page = try decode(ChatBskyConvo.ListConvos.Output.self, #"{"convos":[],"cursor":""}"#)
    #expect(page.cursor == nil)
  }

  @Test func aPageWithoutItsListIsNoPage() {
    #expect(throws: DecodingError.self) { try decode(ChatBskyConvo.ListConvos.Output.self, "{}") }
    #expect(throws: DecodingError.self) {
      try decode(AppBskyActor.GetProfiles.Output.self, #"{"profiles":{}}"#)
    }
  }

  @Test func convosAreGroupsDirectOnesAndKindsToCome() throws {
    let page = try decode(
      ChatBskyConvo.ListConvos.Output.self,
      """
      {"convos":[{"id":"g","rev":"2","members":[\(Self.person)],"muted":false,"unreadCount":0,
      "kind":{"$type":"chat.bsky.convo.defs#groupConvo","name":"Gardeners","memberCount":5,
      "memberLimit":50,"lockStatus":"locked","lockStatusModerationOverride":true,
      "createdAt":"2024-01-01T00:00:00Z","joinRequestCount":21,"unreadJoinRequestCount":2,
      "joinLink":{"code":"abc","enabledStatus":"enabled","requireApproval":true,
      "joinRule":"anyone","createdAt":"2024-01-01T00:00:00Z"}}},
      {"id":"d","rev":"1","members":[],"kind":{"$type":"chat.bsky.convo.defs#directConvo"}},
      {"id":"n","kind":{"$type":"chat.bsky.convo.defs#channel","x":1}},{"id":"old","rev":"1"},
      {"rev":"no id"}]}
      """)
    #expect(page.convos.map(\.id) == ["g", "d", "n", "old"])
    guard case .group(let group)? = page.convos[0].kind else {
      Issue.record("The first convo is a group.")
      return
    }
    #expect(group.name == "Gardeners")
    #expect(group.memberCount == 5 && group.memberLimit == 50)
    #expect(group.lockStatus == "locked" && group.lockStatusModerationOverride)
    #expect(group.joinRequestCount == 21 && group.unreadJoinRequestCount == 2)
    #expect(group.joinLink?.code == "abc")
    #expect(group.joinLink?.enabledStatus == "enabled")
    #expect(group.joinLink?.requireApproval == true && group.joinLink?.joinRule == "anyone")
    #expect(page.convos[0].members.first?.kind == .group(role: "owner"))
    if case .direct? = page.convos[1].kind {} else { Issue.record("The second one is direct.") }
    if case .unknown("chat.bsky.convo.defs#channel")? = page.convos[2].kind {
    } else {
      Issue.record("The third one is of a kind to come.")
    }
    #expect(page.convos[3].kind == nil)
  }

  @Test
  func aGroupWithoutCountsIsOpenWithNobodyWaitingThatIsKnownOf() throws {
    let group = try decode(
      ChatBskyConvo.GroupConvo.self, #"{"name":"G","memberCount":1,"memberLimit":2}"#)
    #expect(group.lockStatus == "unlocked" && !group.lockStatusModerationOverride)
    #expect(group.joinLink == nil && group.joinRequestCount == nil)
  }

  /// Whoever adds them up, or takes one from the other, would crash.
  @Test func numbersThatCannotBeAreTakenForTheNearestThatCan() throws {
    let group = try decode(
      ChatBskyConvo.GroupConvo.self,
      """
      {"name":"G","memberCount":-1,"memberLimit":9223372036854775807,
      "joinRequestCount":-9223372036854775808,"unreadJoinRequestCount":-1}
      """)
    #expect(group.memberCount == 0 && group.memberLimit == Int(Int32.max))
    #expect(group.joinRequestCount == 0 && group.unreadJoinRequestCount == 0)
    let profile = try decode(
      AppBskyActor.ProfileViewDetailed.self,
      """
      {"did":"did:plc:bob","followersCount":-3,"followsCount":1e18,"postsCount":1e300,
      "viewer":{"knownFollowers":{"count":-1}}}
      """)
    #expect(profile.followersCount == 0 && profile.followsCount == Int(Int32.max))
    #expect(profile.postsCount == nil && profile.viewer?.knownFollowersCount == 0)
  }

  @Test func aLogWithWhatIsToComeAndWhatCannotBeRead() throws {
    let type = "chat.bsky.convo.defs#log"
    let output = try decode(
      ChatBskyConvo.GetLog.Output.self,
      """
      {"cursor":"next","logs":[
      {"$type":"\(type)IncomingJoinRequest","rev":"2","convoId":"c","member":\(Self.person),"x":1},
      {"$type":"\(type)EditGroup","rev":"3","convoId":"d","message":{}},
      {"$type":"\(type)Someday","rev":"4","convoId":"c"},null,7,{"rev":5,"member":{"did":"?"}}]}
      """)
    #expect(output.cursor == "next")
    #expect(output.logs.map(\.kind) == [.incomingJoinRequest, .editGroup, nil, nil, nil, nil])
    #expect(output.logs.map(\.rev) == ["2", "3", "4", "", "", ""])
    #expect(output.logs.map(\.convoId) == ["c", "d", "c", "", "", ""])
    #expect(
      output.logs.map { $0.member?.did.description } == ["did:plc:bob"]
        + .init(
          repeating: nil, count: 5))
    #expect(throws: DecodingError.self) { try decode(ChatBskyConvo.GetLog.Output.self, "{}") }
  }

  @Test func whoIsNoMemberOfAGroupFromNowOn() throws {
    let type = "chat.bsky.convo.defs#log"
    let message = #"{"data":{"member":{"did":"did:plc:bob"},"removedBy":{"did":"did:plc:al"}}}"#
    let output = try decode(
      ChatBskyConvo.GetLog.Output.self,
      """
      {"logs":[{"$type":"\(type)RemoveMember","rev":"1","convoId":"c","message":\(message)},
      {"$type":"\(type)MemberLeave","rev":"2","convoId":"c","message":\(message)},
      {"$type":"\(type)MemberJoin","rev":"3","convoId":"c","message":\(message)},
      {"$type":"\(type)MemberLeave","rev":"4","convoId":"c","message":{"data":{"member":7}}}]}
      """)
    #expect(
      output.logs.map { $0.formerMember?.description } == ["did:plc:bob", "did:plc:bob", nil, nil])
  }

  @Test func blocksByARecordByAListAndAsRecords() throws {
    let viewer = try decode(
      AppBskyActor.ViewerState.self,
      """
      {"muted":true,"mutedByList":{"uri":"at://a/app.bsky.graph.list/1","name":"n","cid":"c"},
      "blocking":"at://a/app.bsky.graph.list/2","blockingByList":{"uri":
      "at://a/app.bsky.graph.list/2","purpose":"app.bsky.graph.defs#modlist"}}
      """)
    #expect(viewer.mutedByList == "at://a/app.bsky.graph.list/1")
    #expect(viewer.blockingByList == "at://a/app.bsky.graph.list/2")
    let plain = try decode(AppBskyActor.ViewerState.self, #"{"blockingByList":7}"#)
    #expect(plain.blockingByList == nil && plain.mutedByList == nil)
    let record = try decode(
      ComAtprotoRepo.GetRecord<AppBskyGraph.Block>.Output.self,
      """
      {"uri":"at://a/app.bsky.graph.block/1","value":{"$type":"app.bsky.graph.block",
      "subject":"did:plc:bob","createdAt":"2024-05-06T07:08:09.500Z"}}
      """)
    #expect(record.value.subject == (try .test("did:plc:bob")))
    #expect(record.value.createdAt == Date(timeIntervalSince1970: 1_714_979_289.5))
    let get = ComAtprotoRepo.GetRecord<AppBskyGraph.Block>(repo: try .test(), rkey: "1")
    #expect(
      get.parameters.map { "\($0.name)=\($0.value)" } == [
        "repo=did:plc:alice", "collection=app.bsky.graph.block", "rkey=1",
      ])
  }

  @Test func whatGoesIntoARepository() throws {
    let clock = TIDClock()
    let date = Date(timeIntervalSince1970: 1_714_979_289.5)
    let call = ComAtprotoRepo.CreateRecord(
      repo: try .test(), rkey: clock.next(at: date),
      record: AppBskyGraph.Block(subject: try .test("did:plc:bob"), createdAt: date))
    let json = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(call)) as? [String: Any])
    #expect(json.keys.sorted() == ["collection", "record", "repo", "rkey"])
    #expect(json["repo"] as? String == "did:plc:alice")
    #expect(json["collection"] as? String == "app.bsky.graph.block")
    #expect(json["rkey"] as? String == call.rkey.description)
    #expect(
      json["record"] as? [String: String] == [
        "$type": "app.bsky.graph.block", "subject": "did:plc:bob",
        "createdAt": "2024-05-06T07:08:09.500Z",
      ])
    #expect(type(of: call).proxy == nil)
  }

  @Test func profilesWithTheirCounts() throws {
    let output = try decode(
      AppBskyActor.GetProfiles.Output.self,
      """
      {"profiles":[{"did":"did:plc:bob","handle":"bob.test","description":"Hi","followersCount":1,
      "followsCount":2,"postsCount":3,"createdAt":"2024-05-06T07:08:09Z","viewer":{}},{"did":"?"}]}
      """)
    let profile = try #require(output.profiles.first)
    #expect(output.profiles.count == 1)
    #expect(profile.description == "Hi")
    #expect([profile.followersCount, profile.followsCount, profile.postsCount] == [1, 2, 3])
  }

  @Test func whatTheMethodsSend() throws {
    let did = try DID.test()
    func pairs(_ query: some XRPCQuery) -> [String] {
      query.parameters.map { "\($0.name)=\($0.value)" }
    }
    #expect(
      pairs(ChatBskyConvo.ListConvos(kind: "group", cursor: "c")) == [
        "kind=group", "limit=100", "cursor=c",
      ])
    #expect(pairs(ChatBskyConvo.ListConvos()) == ["limit=100"])
    #expect(pairs(ChatBskyConvo.GetLog()) == [])
    #expect(pairs(ChatBskyConvo.GetLog(cursor: "c")) == ["cursor=c"])
    #expect(ChatBskyConvo.GetLog.proxy == .blueskyChat)
    #expect(pairs(ChatBskyConvo.GetConvo(convoId: "g")) == ["convoId=g"])
    #expect(
      pairs(ChatBskyGroup.ListJoinRequests(convoId: "g", limit: 5)) == ["convoId=g", "limit=5"])
    #expect(
      pairs(AppBskyActor.GetProfiles(actors: [did, did]))
        == ["actors=did:plc:alice", "actors=did:plc:alice"])
    let body = try JSONEncoder().encode(
      ChatBskyGroup.RejectJoinRequest(convoId: "g", member: did))
    #expect(
      try JSONDecoder().decode([String: String].self, from: body)
        == ["convoId": "g", "member": "did:plc:alice"])
    #expect(ChatBskyGroup.RejectJoinRequest.proxy?.headerValue == "did:web:api.bsky.chat#bsky_chat")
    #expect(AppBskyActor.GetProfiles.proxy == nil)
  }

  @Test func tokensAndPasswordsAreNotPrinted() throws {
    let output = try decode(
      ComAtprotoServer.SessionOutput.self,
      #"{"accessJwt":"SECRET1","refreshJwt":"SECRET2","handle":"a.test","did":"did:plc:a"}"#)
    let saved = SavedSession(
      did: output.did, handle: output.handle, host: try ServiceURL("https://a.test"),
      accessToken: "SECRET3", refreshToken: "SECRET4")
    let signIn = ComAtprotoServer.CreateSession(
      identifier: "a", password: "SECRET5", authFactorToken: "SECRET6")
    var text = "\(output)\(saved)\(signIn)"
    text += String(reflecting: output) + String(reflecting: saved) + String(reflecting: signIn)
    for value in [output, saved, signIn] as [Any] { dump(value, to: &text) }
    #expect(!text.contains("SECRET"))
  }

  @Test(arguments: ["", "a b", #"a\r\nX: y"#, "é"])
  func aTokenThatCannotTravelInAHeaderIsNoToken(token: String) {
    #expect(throws: DecodingError.self) {
      try decode(
        ComAtprotoServer.SessionOutput.self,
        #"{"accessJwt":"\#(token)","refreshJwt":"r","handle":"a.test","did":"did:plc:a"}"#)
    }
  }
}
