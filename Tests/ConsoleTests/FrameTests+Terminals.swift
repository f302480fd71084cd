import Canvas
import Foundation
import Moderation
import Testing

@testable import Console

/// What terminals differ in: links, the window's title, and names that are read from right to left.
extension FrameTests {
  @Test func aPersonsHandleAndProfileAreLinks() {
    var state = loaded(rows: 20)
    #expect(links(of: draw(state)) == [])
    _ = state.send(.command(.open))
    let link = Link("https://bsky.app/profile/did:plc:ana")
    #expect(
      links(of: draw(state)) == [
        Linked(text: "@ana.example.com", link: link),
        Linked(text: "https://bsky.app/profile/did:plc:ana", link: link),
      ])
  }

  @Test func theLinkThatIsShownIsOne() {
    var state = loaded()
    _ = state.send(.command(.showLink))
    let profile = "https://bsky.app/profile/did:plc:ana"
    #expect(links(of: draw(state)) == [Linked(text: profile, link: Link(profile))])
    state.focus = .groups
    _ = state.send(.command(.showLink))
    let join = "https://bsky.app/chat/abc"
    #expect(links(of: draw(state)) == [Linked(text: join, link: Link(join))])
  }

  /// Whatever the service calls a code: it is shown, and no terminal is sent there.
  @Test func aCodeThatCannotBeInAnAddressIsNoLink() {
    let code = "\u{1B}]8;;https://evil.example\u{1B}\\"
    let link = JoinLink(code: code, enabled: true, requireApproval: true, rule: .anyone)
    var state = State.loaded(people, groups: [group("g1", link: link)])
    state.focus = .groups
    _ = state.send(.command(.showLink))
    let frame = draw(state)
    #expect(links(of: frame) == [])
    #expect(
      frame.text.hasSuffix("https://bsky.app/chat/\u{FFFD}]8;;https://evil.example\u{FFFD}\\"))
  }

  private struct Linked: Equatable {
    var text: String
    let link: Link?
  }

  private func links(of frame: Frame) -> [Linked] {
    var found: [Linked] = []
    for row in 0..<frame.rows {
      let links = frame.links(row: row)
      for (column, cell) in zip(0..., frame[row]) {
        guard let link = links[column] else { continue }
        if links[column - 1] != link { found.append(Linked(text: "", link: link)) }
        found[found.count - 1].text += cell.character.description
      }
    }
    return found
  }

  @Test func theWindowIsCalledByHowManyWait() {
    #expect(draw(.empty()).title == SafeText("skydoor"))
    var state = loaded()
    #expect(draw(state).title == SafeText("23+ waiting · skydoor"))
    #expect(draw(state, .ascii).title?.string == "23+ waiting . skydoor")
    _ = state.send(.command(.down))
    #expect(draw(state).title == SafeText("23+ waiting · skydoor"))
    #expect(draw(remembered).title == SafeText("1343 waiting · skydoor"))
    #expect(draw(.loaded([], groups: [group("g1")])).title == SafeText("skydoor"))
  }

  /// Whoever reads from right to left does not move the rest of the row.
  @Test func namesFromRightToLeftAreKeptApart() {
    let people = [
      request("ana", minutes: 30, displayName: "שלום"),
      request("bo", minutes: 20, displayName: "مرحبا بالعالم الكبير"),
    ]
    let state = State.loaded(people, groups: [group("g1", name: "תל אביב", pending: 2), groups[2]])
    expectScreen(
      draw(state).text.split(separator: "\n").prefix(6).joined(separator: "\n")
        .replacingOccurrences(of: "\u{2800}", with: "¦"),
      """
       skydoor  @mara.example.com                                2 groups · 2 waiting
       Your groups            │¦תל אביב: 2 waiting · 1 of 2¦
        All groups         2  │   NAME                  HANDLE            WAITED  AGE
        2 groups in one queue │▸ ¦שלום¦                 @ana.example.com  30m     3d
      ▸¦תל אביב¦           2  │  ¦مرحبا بالعالم الكبير¦ @bo.example.com   20m     3d
        10/50 · link on       │
      """)
  }
}
