import { createRequire, isBuiltin } from 'node:module';

/** What is used of SQLite here, which is the same in both packages. */
export interface Database {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
}

export interface Statement {
  get(...values: readonly string[]): unknown;
  run(...values: readonly string[]): unknown;
}

const require = createRequire(import.meta.url);

/** Opens a database with `node:sqlite` where this Node has it (22.13 and newer), else with `better-sqlite3`. */
export function openDatabase(file: string): Database {
  const found: unknown = isBuiltin('node:sqlite') ? require('node:sqlite').DatabaseSync : require('better-sqlite3');
  // PROOF: by their documentation both are classes of this shape.
  const DatabaseClass = found as new (file: string) => Database;
  return new DatabaseClass(file);
}
