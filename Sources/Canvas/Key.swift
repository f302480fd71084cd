/// One key press, as the terminal reported it: what the front end hands to the keymap.
public enum Key: Hashable, Sendable {
  /// A printable character, shift already applied: `x`, `X`, `/`. The space bar is `.character(" ")`.
  case character(Character)
  /// Control held with a letter, written in lower case: `^d` is `.control("d")`.
  case control(Character)
  case up, down, left, right
  case home, end, pageUp, pageDown
  case insert, delete, backspace
  case enter, tab, backTab, escape
  /// A function key, numbered from 1.
  case function(Int)
  /// Text pasted as one piece (bracketed paste); never to be read as key presses.
  case paste(String)
}
