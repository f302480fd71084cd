import Foundation
import Testing

@testable import ATProto

@Suite struct DateTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0),
      ("2000-02-29T12:34:56Z", 951_827_696),
      ("2024-05-06T07:08:09.123Z", 1_714_979_289.123),
      ("2024-05-06T07:08:09.123456789Z", 1_714_979_289.123456789),
      ("2024-05-06T07:08:09.5+02:00", 1_714_972_089.5),
      ("2024-05-06T07:08:09-0330", 1_714_991_889),
      ("2024-05-06t07:08:09z", 1_714_979_289),
      ("2024-05-06 07:08:09", 1_714_979_289),
      ("1969-12-31T23:59:59Z", -1),
      ("2016-12-31T23:59:60Z", 1_483_228_800),
      ("0001-01-01T00:00:00Z", -62_135_596_800),
      ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] as [(String, TimeInterval)])
  func readFromTheManyWaysToWriteThem(text: String, seconds: TimeInterval) throws {
    let date = try #require(Date(lexiconDatetime: text))
    #expect(abs(date.timeIntervalSince1970 - seconds) < 0.000_01)
  }

  @Test(arguments: [
    "", "yesterday", "2024-05-06", "2024-13-01T00:00:00Z", "2024-00-01T00:00:00Z",
    "2023-02-29T00:00:00Z", "2024-04-31T00:00:00Z", "2024-05-06T24:00:00Z",
    "2024-05-06T00:60:00Z", "2024-05-06T00:00:61Z", "2024-05-06T00:00:00.Z",
    "2024-05-06T00:00:00+25:00", "2024-05-06T00:00:00Zz", "24-05-06T00:00:00Z",
    "2024-05-06T00:00Z", "2024-05-06T00:00:00 Z", "+2024-05-06T00:00:00Z",
    "2024-05-06T00:00:00+02:6", "0000-01-01T00:00:00Z",
  ])
  func nilWhereThereIsNoDate(text: String) {
    #expect(Date(lexiconDatetime: text) == nil)
  }

  @Test func agreesWithFoundationOnEveryDayOfFourCenturies() throws {
    let style = Date.ISO8601FormatStyle()
    for day in stride(from: -73_000, through: 73_200, by: 1) {
      let date = Date(timeIntervalSince1970: TimeInterval(day) * 86_400 + 12_345)
      #expect(Date(lexiconDatetime: style.format(date)) == date)
    }
  }

  @Test func theDatesOfHTTPHeaders() {
    #expect(
      Date(httpDate: "Sun, 06 Nov 1994 08:49:37 GMT") == Date(timeIntervalSince1970: 784_111_777))
    for text in ["", "soon", "Sun, 06 Nov 1994 08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT", "1 2 3"]
    {
      #expect(Date(httpDate: text) == nil)
    }
  }
}
