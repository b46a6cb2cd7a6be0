import { Command } from 'commander';
import type { Report } from '../report.js';

/** Takes a command's report to the terminal. */
export type Deliver = (report: Report, options: { readonly json: boolean }) => void;

/** What every command says of itself. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  /** More than the summary, in sentences. */
  readonly description: string;
  /** Command lines without the program's name, and what each is for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  /** What the exit codes 0 and 1 mean here. */
  readonly fine: string;
  readonly problems: string;
}

/** A command with its words, and the flag that all of them have. */
export function describedCommand(words: CommandWords): Command {
  const width = 'cors-policy '.length + Math.max(...words.examples.map(([line]) => line.length));
  const examples = words.examples.map(([line, purpose]) => {
    const command = line.includes('cors-policy') ? line : `cors-policy ${line}`;
    return `  $ ${purpose === '' ? command : `${command.padEnd(width)}  # ${purpose}`}`;
  });
  return new Command(words.name)
    .summary(words.summary)
    .description(words.description)
    .option('--json', 'print data for programs instead of words', false)
    .addHelpText(
      'after',
      `
Exit codes:
  0  ${words.fine}
  1  ${words.problems}
  2  the command could not be carried out: a wrong flag, a file that cannot be read, a server that does not answer

Examples:
${examples.join('\n')}`,
    );
}

/** An option that may be given several times. */
export function collect(value: string, all: readonly string[] = []): readonly string[] {
  return [...all, value];
}
