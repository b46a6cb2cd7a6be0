#!/usr/bin/env node
import { runCommandLine } from './command-line.js';
import { nodeTerminal } from './terminal/terminal.js';

// Whoever reads the output may have read enough: `cors-policy table policy.json | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), nodeTerminal());
