import type { Command } from 'commander';
import { type AskedOptions, readAlso, readAsked, readCookie } from '../asked/read-asked.js';
import { type ProbeResult, probe } from '../probe/probe.js';
import { probeLines } from '../probe/probe-lines.js';
import { NoAnswer } from '../probe/wire-client.js';
import { exitCodes, type Report, UsageError } from '../report.js';
import { collect, type Deliver, describedCommand } from './command.js';

interface ProbeOptions extends AskedOptions {
  readonly audit: boolean;
  readonly also?: readonly string[];
  readonly cookie?: string;
  readonly timeout: number;
  readonly insecure: boolean;
  readonly json: boolean;
}

export function probeCommand(deliver: Deliver): Command {
  return describedCommand({
    name: 'probe',
    summary: 'play a browser against a live server, and find what is wrong with it',
    description: `Plays a browser against a live server of any kind: sends the preflight, where one is needed, and the request, and tells what the browser checks, what its console will say, and what to change on the server.

The request itself is sent, once, as it would be by the page: mind what a PUT or a DELETE does. Beside it only GETs are sent: as a stranger, without Origin, and for a path that is not there; with --audit also with origins that an attacker could have.`,
    fine: 'nothing was found but notes',
    problems: 'there are errors or warnings',
    examples: [
      ['probe https://api.example.com/items --origin https://app.example.com', 'a simple GET'],
      ['probe https://api.example.com/items/1 --origin https://app.example.com --method PUT --header x-token', ''],
      ['probe https://api.example.com/me --origin https://app.example.com --credentials --audit', 'who else may read?'],
      ['probe http://localhost:3000/ --origin http://localhost:5173 --also /boom', 'a path that fails'],
    ],
  })
    .argument('<url>', 'what the page asks for')
    .option('--origin <origin>', 'the page that asks, such as https://app.example.com')
    .option('--method <method>', 'the method (default: GET, or POST with --data)')
    .option('--header <header>', 'a request header, x-a or "x-a: value"; may be given several times', collect)
    .option('--credentials', "as with fetch's credentials: 'include'", false)
    .option('--cookie <text>', 'cookies for a request with credentials')
    .option('--data <text>', 'a body')
    .option('--also <path>', 'another path to look at, such as one that fails; may be given several times', collect)
    .option('--audit', 'send origins that an attacker could have, too', false)
    .option('--timeout <seconds>', 'how long an answer may take', seconds, 10)
    .option('--insecure', 'take certificates that nobody vouches for', false)
    .action(async (url: string, options: ProbeOptions) => deliver(await probeReport(url, options), options));
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 600))
    throw new UsageError(`--timeout takes seconds, more than 0 and at most 600, not ${text}`);
  return value;
}

async function probeReport(url: string, options: ProbeOptions): Promise<Report> {
  const { audit, also = [], cookie, timeout, insecure } = options;
  const asked = readAsked(url, options);
  const plan = { asked, also: also.map((path) => readAlso(path, asked.url)), audit };
  const client = {
    timeout: Math.ceil(timeout * 1000),
    cookie: cookie === undefined ? undefined : readCookie(cookie),
    insecure,
  };
  let result: ProbeResult;
  try {
    result = await probe(plan, client);
  } catch (error) {
    if (error instanceof NoAnswer) throw new UsageError(`${asked.url} does not answer: ${error.message}`);
    throw error;
  }
  const { evidence, findings } = result;
  const isFine = findings.every(({ severity }) => severity === 'note');
  return {
    exitCode: isFine ? exitCodes.fine : exitCodes.problems,
    data: {
      url: asked.url,
      origin: asked.origin,
      readable: evidence.readable,
      exchanges: evidence.exchanges,
      steps: evidence.outcome.steps,
      findings,
    },
    text: (style) => probeLines(result, style),
  };
}
