import type { Command } from 'commander';
import { checkPolicyText } from '../policy-file/check-policy.js';
import type { PolicyProblem } from '../policy-file/policy-problem.js';
import { countsOf, problemLines } from '../policy-file/problem-lines.js';
import { readText } from '../policy-file/read-file.js';
import { exitCodes, type Report } from '../report.js';
import { printable } from '../terminal/printable.js';
import { type Deliver, describedCommand } from './command.js';

export function checkCommand(deliver: Deliver): Command {
  return describedCommand({
    name: 'check',
    summary: 'find what is wrong with a policy file',
    description: `Finds every problem of a policy file, with its line, the reason and the fix.

Beside what definePolicy refuses, with the public suffix list at hand, it tells names that stand twice in an object, and regexes that some request could make slow.`,
    fine: 'the policy can be used; there may be warnings',
    problems: 'the policy has errors',
    examples: [
      ['check policy.json', 'in words'],
      ['check policy.json --json', 'for programs'],
      ['check - < policy.json', 'from the standard input'],
    ],
  })
    .argument('<policy>', 'a JSON file; - is the standard input')
    .action(async (file: string, options: { readonly json: boolean }) =>
      deliver(checkReport(file, (await checkPolicyText(await readText(file))).problems), options),
    );
}

/** The report on a policy file, of its problems. */
export function checkReport(file: string, problems: readonly PolicyProblem[]): Report {
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  return {
    exitCode: hasErrors ? exitCodes.problems : exitCodes.fine,
    data: { file, ok: !hasErrors, problems },
    text: (style) => {
      const verdict =
        problems.length === 0 ? style.green('fine') : hasErrors ? style.red(countsOf(problems)) : countsOf(problems);
      return `${problemLines(file, problems, style)}${printable(file)}: ${verdict}\n`;
    },
  };
}
