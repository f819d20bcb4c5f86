//! The project file: schema, migration, saving, locking, recovery.
