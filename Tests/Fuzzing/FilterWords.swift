/// What filter expressions are made of, and what is nearly so.
public enum FilterWords {
  public static let all = [
    "age", "waiting", "followers", "follows", "posts", "known", "asked", "handle", "name", "bio",
    "group", "label", "is:following", "is:follower", "is:repeat", "has:avatar", "has:", "is:", "<",
    "<=", ">", ">=", "=", "!=", "~", ":", "!", "and", "or", "not", "(", ")", "\"", "\\", "\\\"",
    "7d", "3h", "0", "99999999999999999999", "-1", "jo", "@jo", "a*", "[a-z]{2,5}", "(?:x|y)+$",
    "^", "[", "{1000}", "\\d\\b", ".*",
  ]
}
