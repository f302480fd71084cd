/// Convos and people as JSON.
extension World {
  /// `chat.bsky.actor.defs#profileViewBasic`
  func basicProfile(_ serial: Int, for viewer: Int, kind: JSON? = nil) -> JSON {
    let person = people.person(serial)
    return [
      "did": name(serial, person),
      "handle": .string(person.handle),
      "displayName": person.displayName.map(JSON.string),
      "avatar": avatar(person),
      "associated": person.isVerified ? ["chat": ["allowIncoming": "following"]] : nil,
      "viewer": viewerState(serial, person, for: viewer),
      "labels": labels(serial, person),
      "createdAt": .string(person.createdAt.timestamp),
      "verification": verification(person),
      "kind": kind,
    ]
  }

  /// The DID; of somebody about whom everything is damaged it is none.
  private func name(_ serial: Int, _ person: AccountProfile) -> JSON {
    garbled.people.contains(serial) ? .integer(serial) : .string(person.did)
  }

  /// `app.bsky.actor.defs#profileViewDetailed`
  func detailedProfile(_ serial: Int, for viewer: Int) -> JSON {
    let person = people.person(serial)
    return [
      "did": name(serial, person),
      "handle": .string(person.handle),
      "displayName": person.displayName.map(JSON.string),
      "description": person.bio.isEmpty ? nil : .string(person.bio),
      "avatar": avatar(person),
      "followersCount": .integer(person.followers),
      "followsCount": .integer(person.follows),
      "postsCount": .integer(person.posts),
      "associated": ["lists": 0, "feedgens": 0, "starterPacks": 0, "labeler": false],
      "indexedAt": .string(person.createdAt.timestamp),
      "createdAt": .string(person.createdAt.timestamp),
      "viewer": viewerState(serial, person, for: viewer),
      "labels": labels(serial, person),
      "verification": verification(person),
    ]
  }

  /// `chat.bsky.convo.defs#convoView`. Of a group it shows the owner, the viewer and a few more.
  func convoView(_ convo: Convo, for viewer: Int) -> JSON {
    var shown = convo.members.first.map { [$0] } ?? []
    if !shown.contains(viewer) { shown.append(viewer) }
    for member in convo.members where shown.count < 5 && !shown.contains(member) {
      shown.append(member)
    }
    let message = convo.lastMessage
    return [
      "id": garbled.groups.contains(convo.id) ? .null : .string(convo.id),
      "rev": .string(convo.rev.description),
      "members": .array(shown.map { memberView($0, of: convo, for: viewer) }),
      "lastMessage": [
        "$type": "chat.bsky.convo.defs#messageView",
        "id": .string(message.id.description), "rev": .string(message.id.description),
        "text": .string(message.text), "sender": ["did": .string(people.did(message.sender))],
        "sentAt": .string(message.id.time.timestamp),
      ],
      "muted": false,
      "status": "accepted",
      "unreadCount": .integer(convo.unread),
      "kind": convo.group.map { groupView($0, of: convo, for: viewer) }
        ?? ["$type": "chat.bsky.convo.defs#directConvo"],
    ]
  }

  func memberView(_ member: Int, of convo: Convo, for viewer: Int) -> JSON {
    guard convo.group != nil else {
      return basicProfile(
        member, for: viewer, kind: ["$type": "chat.bsky.actor.defs#directConvoMember"])
    }
    let isOwner = convo.members.first == member
    return basicProfile(
      member, for: viewer,
      kind: [
        "$type": "chat.bsky.actor.defs#groupConvoMember",
        "role": isOwner ? "owner" : "standard",
        "addedBy": convo.adders[member].map { basicProfile($0, for: viewer) },
      ])
  }

  /// `chat.bsky.group.defs#joinLinkView`
  func linkView(_ link: JoinLink) -> JSON {
    [
      "code": .string(link.code),
      "enabledStatus": link.isEnabled ? "enabled" : "disabled",
      "requireApproval": .bool(link.requiresApproval),
      "joinRule": .string(link.rule.rawValue),
      "createdAt": .string(link.createdAt.timestamp),
    ]
  }

  /// `chat.bsky.group.defs#joinRequestView`
  func requestView(_ entry: WaitingList.Entry, of convo: Convo, for viewer: Int) -> JSON {
    [
      "convoId": .string(convo.id),
      "requestedBy": basicProfile(entry.person, for: viewer),
      "requestedAt": .string(entry.requestedAt.timestamp),
    ]
  }

  /// `chat.bsky.convo.defs#groupConvo`. How many wait is only for the owner, stops at 21 (as the
  /// lexicon says of `joinRequestCount`), and is left out when nobody does.
  private func groupView(_ group: GroupConvo, of convo: Convo, for viewer: Int) -> JSON {
    func count(_ number: Int) -> JSON? {
      number > 0 && convo.isOwned(by: viewer) ? .integer(min(number, 21)) : nil
    }
    return [
      "$type": "chat.bsky.convo.defs#groupConvo",
      "createdAt": .string(group.createdAt.timestamp),
      "joinLink": group.link.map(linkView),
      "joinRequestCount": count(group.waiting.count),
      "lockStatus": .string(group.lock.rawValue),
      "lockStatusModerationOverride": .bool(group.lockIsModeration),
      "memberCount": .integer(convo.members.count),
      "memberLimit": .integer(group.memberLimit),
      "name": .string(group.name),
      "unreadJoinRequestCount": count(group.waiting.count(after: group.readAt)),
    ]
  }

  private func avatar(_ person: AccountProfile) -> JSON? {
    person.hasAvatar ? "https://cdn.example/img/avatar/plain/\(person.did)@jpeg" : nil
  }

  /// Those by the labelers that are asked for, and those that the account has put on itself.
  private func labels(_ serial: Int, _ person: AccountProfile) -> JSON {
    let marks =
      person.labels.map { LabelMark(source: Labeler.bluesky.did, value: $0) }
      + marks[serial, default: []]
    return .array(
      marks.filter { $0.source == person.did || asked.contains($0.source) }.map { mark in
        [
          "ver": 1, "src": .string(mark.source), "uri": .string(person.did),
          "val": .string(mark.value), "cts": .string(person.createdAt.timestamp),
        ]
      })
  }

  /// `app.bsky.labeler.defs#labelerView`
  func labelerView(_ labeler: Labeler) -> JSON {
    [
      "$type": "app.bsky.labeler.defs#labelerView",
      "uri": "at://\(labeler.did)/app.bsky.labeler.service/self",
      "cid": "bafyreiaa", "indexedAt": .string(Milliseconds(0).timestamp),
      "creator": [
        "did": .string(labeler.did), "handle": .string(labeler.handle),
        "displayName": .string(labeler.displayName),
      ],
    ]
  }

  /// `app.bsky.graph.defs#listViewBasic`
  private func listView(_ uri: String, purpose: String) -> JSON {
    [
      "uri": .string(uri), "cid": "bafyreiaa", "name": "A list",
      "purpose": "app.bsky.graph.defs#\(purpose)",
    ]
  }

  /// `app.bsky.actor.defs#verificationState`
  private func verification(_ person: AccountProfile) -> JSON? {
    guard person.isVerified else { return nil }
    let issuer = people.did(3)
    return [
      "verifications": [
        [
          "issuer": .string(issuer),
          "uri": "at://\(issuer)/app.bsky.graph.verification/\(TID(at: person.createdAt))",
          "isValid": true, "createdAt": .string(person.createdAt.timestamp),
        ]
      ],
      "verifiedStatus": "valid", "trustedVerifierStatus": "none",
    ]
  }

  /// `app.bsky.actor.defs#viewerState`. The relations that a profile has by itself are those with
  /// the owner of the world; for anybody else only blocks count. A block hides who follows whom.
  private func viewerState(_ serial: Int, _ person: AccountProfile, for viewer: Int) -> JSON {
    let isOwner = viewer == Population.owner && !isBlock(between: viewer, and: serial)
    let viewerDID = people.did(viewer)
    let follow = TID(at: person.createdAt + .minute)
    let block = blockKey(of: serial, by: viewer).map {
      "at://\(viewerDID)/app.bsky.graph.block/\($0)"
    }
    let (blockList, muteList) = (blocksByList[viewer]?[serial], mutesByList[viewer]?[serial])
    return [
      "muted": .bool(muteList != nil),
      "mutedByList": muteList.map { listView($0, purpose: "modlist") },
      "blockedBy": .bool(
        blockKey(of: viewer, by: serial) != nil || blocksByList[serial]?[viewer] != nil),
      // With both a record and a list the app view gives the address of the record.
      "blocking": (block ?? blockList).map(JSON.string),
      "blockingByList": blockList.map { listView($0, purpose: "modlist") },
      "following": isOwner && person.isFollowed
        ? "at://\(viewerDID)/app.bsky.graph.follow/\(follow)" : nil,
      "followedBy": isOwner && person.isFollower
        ? "at://\(person.did)/app.bsky.graph.follow/\(follow)" : nil,
      "knownFollowers": isOwner && person.knownFollowers > 0 ? knownFollowers(serial, person) : nil,
    ]
  }

  /// `app.bsky.actor.defs#knownFollowers`: the count, and at most two of them.
  private func knownFollowers(_ serial: Int, _ person: AccountProfile) -> JSON {
    let followers = (0..<min(2, person.knownFollowers)).map { 1 + (serial + $0) % 40 }
    return [
      "count": .integer(person.knownFollowers),
      "followers": .array(
        followers.map { ["did": .string(people.did($0)), "handle": .string(people.handle($0))] }),
    ]
  }
}
