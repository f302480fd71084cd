/// At which end of its columns a text stands when it is shorter than they are.
public enum Alignment: Sendable {
  case leading
  case trailing
}
