import type { Command } from 'commander';
import { readPolicyText } from '../policy-file/check-policy.js';
import { readText } from '../policy-file/read-file.js';
import { exitCodes, type Report } from '../report.js';
import { policyTable } from '../table/policy-table.js';
import { tableLines } from '../table/table-lines.js';
import { checkReport } from './check.js';
import { type Deliver, describedCommand } from './command.js';

export function tableCommand(deliver: Deliver): Command {
  return describedCommand({
    name: 'table',
    summary: 'show a policy as a decision table',
    description:
      'Shows a policy as a decision table: for each group of paths its rules, and what each kind of request gets. The answers are those of the engine itself.',
    fine: 'the table is printed',
    problems: 'the policy has errors, which are printed instead',
    examples: [
      ['table policy.json', 'in words'],
      ['table policy.json --json', 'rules and decisions as data'],
    ],
  })
    .argument('<policy>', 'a JSON file; - is the standard input')
    .action(async (file: string, options: { readonly json: boolean }) =>
      deliver(tableReport(file, await readText(file)), options),
    );
}

function tableReport(file: string, text: string): Report {
  const { policy, problems } = readPolicyText(text);
  if (policy === undefined) return checkReport(file, problems);
  const table = policyTable(policy);
  return {
    exitCode: exitCodes.fine,
    data: { file, ...table },
    text: (style) => tableLines(file, table, style),
  };
}
