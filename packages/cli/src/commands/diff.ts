import { type DiffOptions, diffPolicies } from '@cors-policy/core';
import type { Command } from 'commander';
import { type ComparedFile, diffLines } from '../diff/diff-lines.js';
import { readPolicyText } from '../policy-file/check-policy.js';
import { readText } from '../policy-file/read-file.js';
import { exitCodes, type Report, UsageError } from '../report.js';
import { checkReport } from './check.js';
import { type Deliver, describedCommand } from './command.js';

export function diffCommand(deliver: Deliver): Command {
  return describedCommand({
    name: 'diff',
    summary: 'tell whether a policy has become wider',
    description: `Tells what one policy allows and another does not: origins, methods, headers, exposed headers, credentials, paths, and who may write. Patterns are compared as sets, not as text; regexes that are not equal cannot be compared. Made for CI: a change that lets in more has to be looked at.`,
    fine: 'the new policy allows nothing that the old one does not',
    problems: 'it is wider, or may be (not comparable), or one of the two has errors',
    examples: [
      ['diff old.json new.json --no-allow', 'the policy alone decides'],
      ['git show main:policy.json | cors-policy diff - policy.json', 'in CI'],
    ],
  })
    .argument('<old>', 'a JSON file; - is the standard input')
    .argument('<new>', 'a JSON file; one of the two can be the standard input')
    .option('--no-allow', 'no server has an `allow` check beside the policy: what one could grant does not count')
    .action(async (before: string, after: string, options: { readonly json: boolean; readonly allow: boolean }) => {
      if (before === '-' && after === '-') throw new UsageError('only one of the two can be the standard input');
      const old = { name: before, text: await readText(before) };
      deliver(diffReport(old, { name: after, text: await readText(after) }, options), options);
    });
}

interface PolicyText {
  readonly name: string;
  readonly text: string;
}

function diffReport(before: PolicyText, after: PolicyText, { allow }: DiffOptions): Report {
  const [old, young] = [readPolicyText(before.text), readPolicyText(after.text)];
  if (old.policy === undefined || old.document === undefined) return checkReport(before.name, old.problems);
  if (young.policy === undefined || young.document === undefined) return checkReport(after.name, young.problems);
  const diff = diffPolicies(old.policy, young.policy, { allow });
  const files = {
    before: { name: before.name, document: old.document } satisfies ComparedFile,
    after: { name: after.name, document: young.document } satisfies ComparedFile,
  };
  return {
    exitCode: diff.isWider === 'no' ? exitCodes.fine : exitCodes.problems,
    data: { before: before.name, after: after.name, ...diff },
    text: (style) => diffLines(diff, files, style),
  };
}
