import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { checkCommand } from './commands/check.js';
import type { Deliver } from './commands/command.js';
import { diffCommand } from './commands/diff.js';
import { explainCommand } from './commands/explain.js';
import { importCommand } from './commands/import.js';
import { probeCommand } from './commands/probe.js';
import { tableCommand } from './commands/table.js';
import { type ExitCode, exitCodes, UsageError } from './report.js';
import { printable, printableJson, printableLines } from './terminal/printable.js';
import type { Terminal } from './terminal/terminal.js';

/** In the order in which they are listed. */
const commands = [checkCommand, tableCommand, explainCommand, probeCommand, diffCommand, importCommand];

/**
 * Runs one command line.
 *
 * @param args the words behind the program's name
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.fine;
  const deliver: Deliver = (report, { json }) => {
    exitCode = report.exitCode;
    if (json) terminal.out.write(`${printableJson(report.data)}\n`);
    else {
      terminal.err.write(report.remarks?.(terminal.err.style) ?? '');
      terminal.out.write(report.text(terminal.out.style));
    }
  };
  try {
    await program(deliver, terminal).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError || error instanceof UsageError)) throw error;
    // Commander has printed what is wrong, or the help that was asked for.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.fine;
    if (error instanceof UsageError)
      terminal.err.write(`${terminal.err.style.red('error:')} ${printable(error.message)}\n`);
    if (asksForJson(args)) terminal.out.write(`${printableJson({ error: { message: sentenceOf(error) } })}\n`);
    return exitCodes.usage;
  }
}

/** Whether data is wanted, of a command line that could not be read to its end. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes('--json');
}

/** Commander's messages begin as they are printed, and have a suggestion on a line of its own. */
function sentenceOf({ message }: Error): string {
  return message.replace(/^error: /, '').replaceAll('\n', ' ');
}

function program(deliver: Deliver, terminal: Terminal): Command {
  const root = new Command('cors-policy')
    .description('Checks and explains CORS policies, and looks at what servers do.')
    .version(version())
    .addHelpText(
      'after',
      `
Every command takes --json, and --help with examples.
Exit codes: 0 fine, 1 problems were found, 2 the command could not be carried out.
With --json, what went wrong (2) is data too: { "error": { "message": ... } }.`,
    );
  for (const command of commands) root.addCommand(command(deliver));
  for (const command of [root, ...root.commands])
    command
      .exitOverride()
      .showHelpAfterError(`(see: cors-policy ${command === root ? '' : `${command.name()} `}--help)`)
      .configureOutput({
        writeOut: terminal.out.write,
        // What is wrong with a word quotes it.
        writeErr: (text) => terminal.err.write(printableLines(text)),
        getOutHasColors: () => false,
        getErrHasColors: () => false,
      });
  return root;
}

/** Of this package: its manifest is one folder up, from the sources and from what is built. */
function version(): string {
  // A manifest has this field.
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
