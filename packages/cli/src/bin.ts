#!/usr/bin/env node
import { runCommandLine } from './command-line.js';
import { exitCodes } from './report.js';
import { printableLines } from './terminal/printable.js';
import { nodeTerminal } from './terminal/terminal.js';

/** What nobody has thought of is no finding about a policy, which 1 would say. */
function fail(error: unknown): never {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${printableLines(words)}\n`);
  process.exit(exitCodes.usage);
}

process.on('uncaughtException', fail);
// Whoever reads the output may have read enough: `cors-policy table policy.json | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(error);
});
// There is nobody left to tell.
process.stderr.on('error', () => undefined);

// Stands where a module with options never comes to its end.
process.exitCode = exitCodes.usage;
try {
  process.exitCode = await runCommandLine(process.argv.slice(2), nodeTerminal());
} catch (error) {
  fail(error);
}
// A module with options may have left a server or a timer running. What could not be written is told before.
process.stdout.write('', () => setImmediate(() => process.exit()));
