import { type Command, Option } from 'commander';
import type { Conversion, ConversionNote } from '../import/conversion.js';
import { fromDjangoModule } from '../import/django/from-django.js';
import { fromExpress } from '../import/peers/from-express.js';
import { fromFastify } from '../import/peers/from-fastify.js';
import { fromHono } from '../import/peers/from-hono.js';
import { fromKoa } from '../import/peers/from-koa.js';
import { readOptions } from '../import/read-options.js';
import { readPolicyText } from '../policy-file/check-policy.js';
import type { PolicyProblem } from '../policy-file/policy-problem.js';
import { problemLines } from '../policy-file/problem-lines.js';
import { readText } from '../policy-file/read-file.js';
import { exitCodes, type Report, UsageError } from '../report.js';
import { printable, printableJson } from '../terminal/printable.js';
import type { Style } from '../terminal/style.js';
import { type Deliver, describedCommand } from './command.js';

/** Where options can come from, and how the file is read. */
const sources: Readonly<Record<string, (file: string) => Promise<Conversion>>> = {
  express: async (file) => fromExpress(await readOptions(file)),
  koa: async (file) => fromKoa(await readOptions(file)),
  fastify: async (file) => fromFastify(await readOptions(file)),
  hono: async (file) => fromHono(await readOptions(file)),
  django: async (file) => fromDjangoModule(await readText(file)),
};

export function importCommand(deliver: Deliver): Command {
  return describedCommand({
    name: 'import',
    summary: 'make a policy from the options of another library',
    description: `Makes a policy from the options of another library, and prints it as JSON. What behaves otherwise, and what could not be carried over, is told beside it (on the error stream).

For express (cors), koa (@koa/cors), fastify (@fastify/cors) and hono (hono/cors), FILE is JSON, or a JavaScript module that exports the options; the module is run. For django (django-cors-headers) it is a settings module, of which assignments of literals are read; it is not run.`,
    fine: 'the policy says what the options said, apart from the differences that are told',
    problems: 'something could not be carried over, or definePolicy refuses what comes of it',
    examples: [
      ['import --from express cors-options.mjs > policy.json', 'the differences stay on the terminal'],
      ['import --from django settings.py', 'CORS_ALLOWED_ORIGINS, CORS_ORIGIN_WHITELIST, ...'],
      ['import --from hono options.json --json', 'policy, notes and problems as data'],
    ],
  })
    .addOption(new Option('--from <library>', 'whose options they are').choices(Object.keys(sources)))
    .argument('<file>', 'the options; - is the standard input (JSON)')
    .action(async (file: string, options: { readonly from?: string; readonly json: boolean }) => {
      const convert = sources[options.from ?? ''];
      if (convert === undefined)
        throw new UsageError(`say whose options they are: --from ${Object.keys(sources).join('|')}`);
      deliver(importReport(await convert(file)), options);
    });
}

function importReport({ config, notes }: Conversion): Report {
  const json = printableJson(config);
  const { problems } = readPolicyText(json);
  const isComplete = notes.every(({ severity }) => severity === 'difference');
  const isFine = isComplete && problems.every(({ severity }) => severity === 'warning');
  return {
    exitCode: isFine ? exitCodes.fine : exitCodes.problems,
    data: { policy: config, notes, problems },
    text: () => `${json}\n`,
    remarks: (style) => `${notes.map((note) => noteLines(note, style)).join('')}${problemWords(problems, style)}`,
  };
}

function noteLines({ severity, option, message, hint }: ConversionNote, style: Style): string {
  const word = severity === 'lost' ? style.red('lost') : style.yellow('differs');
  const subject = option === undefined ? '' : `${style.bold(printable(option))}: `;
  const lines = [
    `${word} ${subject}${printable(message)}`,
    ...(hint === undefined ? [] : [`    fix:   ${printable(hint)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function problemWords(problems: readonly PolicyProblem[], style: Style): string {
  return problems.length === 0 ? '' : `\nof the policy that comes of it:\n${problemLines('policy', problems, style)}`;
}
