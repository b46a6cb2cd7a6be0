#!/usr/bin/env node
import { runCommandLine } from './command-line.js';
import { nodeTerminal } from './terminal/terminal.js';

process.exitCode = await runCommandLine(process.argv.slice(2), nodeTerminal());
