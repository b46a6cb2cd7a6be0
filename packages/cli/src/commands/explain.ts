import { applyFix, type PolicyConfig } from '@cors-policy/core';
import type { Command } from 'commander';
import { type AskedOptions, readField, readHeader, readServer } from '../asked/read-asked.js';
import { curlLine } from '../explain/curl.js';
import { explainLines } from '../explain/explain-lines.js';
import { explainFetch } from '../explain/explained-fetch.js';
import { readPolicyText } from '../policy-file/check-policy.js';
import { readText } from '../policy-file/read-file.js';
import { exitCodes, type Report, UsageError } from '../report.js';
import { checkReport } from './check.js';
import { collect, type Deliver, describedCommand } from './command.js';

interface ExplainOptions extends AskedOptions {
  readonly path: string;
  readonly server: string;
  readonly curl: boolean;
  readonly json: boolean;
}

export function explainCommand(deliver: Deliver): Command {
  return describedCommand({
    name: 'explain',
    summary: 'tell what a browser will do with a request, step by step, and the fix',
    description: `Tells what a browser will do when a page asks for something under this policy: whether it asks first, what it is answered, which check fails and why, which slip it may be, and the change of the policy that allows exactly this request and nothing else.`,
    fine: 'the page can read the answer',
    problems: 'it cannot, or the policy has errors',
    examples: [
      ['explain policy.json --origin https://app.example.com --method PUT --header x-a --path /api/items', ''],
      ['explain policy.json --origin https://app.example.com --credentials', "fetch's credentials: 'include'"],
      ['explain policy.json --origin https://app.example.com --method PUT --curl', 'lines for a shell'],
    ],
  })
    .argument('<policy>', 'a JSON file; - is the standard input')
    .option('--origin <origin>', 'the page that asks, such as https://app.example.com')
    .option('--method <method>', 'the method (default: GET)')
    .option('--header <header>', 'a request header, x-a or "x-a: value"; may be given several times', collect)
    .option('--credentials', "as with fetch's credentials: 'include'", false)
    .option('--path <path>', 'the path that is asked for', '/')
    .option('--server <url>', 'where the policy is in force', 'https://server.example')
    .option('--curl', 'also print the curl lines that send the same', false)
    .action(async (file: string, options: ExplainOptions) =>
      deliver(explainReport(file, await readText(file), options), options),
    );
}

function explainReport(file: string, text: string, options: ExplainOptions): Report {
  const { origin, method = 'GET', header = [], credentials, path, server, curl } = options;
  if (origin === undefined) throw new UsageError('say which page asks: --origin https://app.example.com');
  const { policy, problems, document } = readPolicyText(text);
  if (policy === undefined || document === undefined) return checkReport(file, problems);
  // A policy was made of it.
  const config = document.value as PolicyConfig;
  const fetch = explainFetch(policy, {
    origin: readField('--origin', origin),
    url: readServer(server, path),
    method,
    headers: header.map(readHeader),
    mode: 'cors',
    credentials: credentials === true ? 'include' : 'omit',
  });
  return {
    exitCode: fetch.isAllowed ? exitCodes.fine : exitCodes.problems,
    data: {
      file,
      allowed: fetch.isAllowed,
      requests: fetch.requests,
      fixes: fetch.fixes,
      ...(fetch.fixes.length > 0 && { fixed: applyFix(config, fetch.fixes) }),
      curl: fetch.requests.map(({ request }) => curlLine(request)),
    },
    text: (style) => explainLines(fetch, { curl }, style),
  };
}
