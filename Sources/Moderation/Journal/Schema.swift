import GRDB

extension Journal {
  /// The tables, and how they came to be. A migration that has been released is never changed.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(
        sql: """
          CREATE TABLE decision (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            writer TEXT NOT NULL,
            status TEXT NOT NULL,
            verdict TEXT NOT NULL,
            convo TEXT NOT NULL,
            groupName TEXT NOT NULL,
            member TEXT NOT NULL,
            handle TEXT NOT NULL,
            requestedAt REAL,
            person TEXT NOT NULL,
            profile TEXT,
            rule TEXT,
            note TEXT,
            decidedAt REAL NOT NULL,
            sentAt REAL,
            settledAt REAL,
            reason TEXT
          );
          CREATE INDEX decisionByMember ON decision (member);
          CREATE INDEX decisionOpen ON decision (convo, member) WHERE settledAt IS NULL;
          CREATE TABLE note (
            member TEXT PRIMARY KEY,
            text TEXT NOT NULL,
            changedAt REAL NOT NULL
          ) WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("2") { db in
      try db.execute(
        sql: """
          CREATE TABLE door (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            version INTEGER NOT NULL,
            writer TEXT NOT NULL,
            status TEXT NOT NULL,
            measure TEXT NOT NULL,
            convo TEXT NOT NULL,
            groupName TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            shutAt REAL NOT NULL,
            until REAL,
            reason TEXT,
            changedAt REAL NOT NULL,
            settledAt REAL
          );
          CREATE UNIQUE INDEX doorOpen ON door (convo) WHERE settledAt IS NULL;
          """)
    }
    migrator.registerMigration("3") { db in
      try db.execute(
        sql: """
          ALTER TABLE decision ADD COLUMN logCursor TEXT;
          ALTER TABLE decision ADD COLUMN blockKey TEXT;
          """)
    }
    return migrator
  }
}
