import CNcurses
import Testing

@testable import Terminal

struct MailboxTests {
  @Test func messagesComeInTheirOrder() {
    let mailbox = Mailbox<Int>()
    for number in 1...5 { mailbox.post(number) }
    #expect(mailbox.takeAll() == [1, 2, 3, 4, 5])
    #expect(mailbox.takeAll() == [])
  }

  @Test func itIsReadableWhileMessagesWait() {
    let mailbox = Mailbox<Int>()
    #expect(!isReadable(mailbox))
    mailbox.post(1)
    #expect(isReadable(mailbox))
    _ = mailbox.takeAll()
    #expect(!isReadable(mailbox))
  }

  /// More than a pipe holds: posting must not block, and one reading must empty it.
  @Test func manyMessagesWakeOnce() {
    let mailbox = Mailbox<Int>()
    for number in 0..<100_000 { mailbox.post(number) }
    #expect(mailbox.takeAll().count == 100_000)
    #expect(!isReadable(mailbox))
  }

  @Test func anyThreadMayPost() async {
    let mailbox = Mailbox<Int>()
    await withTaskGroup { group in
      for start in 0..<20 {
        group.addTask { for number in 0..<100 { mailbox.post(start * 100 + number) } }
      }
    }
    #expect(mailbox.takeAll().sorted() == Array(0..<2000))
  }

  private func isReadable(_ mailbox: Mailbox<Int>) -> Bool {
    var wait = pollfd(fd: mailbox.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, 0) > 0
  }
}
