/** Writes docs/cli.md: what the commands print, from running them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../packages/cli/src/command-line.js';
import { plainStyle } from '../packages/cli/src/terminal/style.js';
import { expressServers } from '../packages/cli/testing/servers/express-servers.js';
import { root } from './project.js';

process.chdir(root);

/** Where the server of the transcript says that it listens. */
const SERVER = 'http://localhost:3000';

/** Runs a command line and gives what a terminal would show, and the exit code where that is not 0. */
async function transcript(line: string, server?: string): Promise<string> {
  let shown = '';
  const channel = {
    style: plainStyle,
    write: (text: string): void => {
      shown += text;
    },
  };
  const args = line.replaceAll(SERVER, server ?? SERVER).split(' ');
  const exitCode = await runCommandLine(args, { out: channel, err: channel });
  const said =
    server === undefined ? shown : shown.replaceAll(server, SERVER).replaceAll(/(probe-)[\da-f]{12}/g, '$1...');
  return [
    '```console',
    `$ npx @cors-policy/cli ${line}`,
    said.trimEnd(),
    ...(exitCode === 0 ? [] : ['$ echo $?', exitCode]),
    '```',
  ].join('\n');
}

async function probeTranscript(line: string): Promise<string> {
  const [first] = expressServers;
  if (first === undefined) throw new Error('there is a server');
  const server = await first.start();
  try {
    return await transcript(line, server.url);
  } finally {
    await server.close();
  }
}

const page = `# The command line

Generated from running the commands by \`pnpm run docs\`. Do not edit it here.

\`npx @cors-policy/cli\`, or \`cors-policy\` once it is installed. Every command takes \`--json\`, which prints the same as data,
and \`--help\`, which has examples. Colours come out on a terminal only; \`NO_COLOR\` is honoured.

| exit code | means |
| --- | --- |
| 0 | fine: there may be warnings of a policy, or notes on a server |
| 1 | problems were found: a policy has errors, a page cannot read, a server has findings, a policy is wider, options could not be carried over |
| 2 | the command could not be carried out: a wrong flag, a file that cannot be read, a server that does not answer |

With \`--json\` there is always JSON on the standard output: with the exit code 2 it is \`{ "error": { "message": "..." } }\`, and the
error stream has the same in words. What others wrote, in a policy or a server's answer, is printed with its control characters
spelled out; in JSON they are escaped.

## check

Every problem of a policy file, with line and column, what was found, and the fix: what \`definePolicy\` says with the public
suffix list at hand, names that stand twice in an object, and regexes that some request could make slow.

${await transcript('check examples/cli/mistakes.json')}

## table

A policy as a decision table. What is answered was asked of the engine.

${await transcript('table examples/policy.json')}

## explain

What a browser does with one request, step by step, and the change of the policy that allows exactly that request.

${await transcript('explain examples/policy.json --origin https://www.app.example.com --method DELETE --header x-request-id --path /api/items/1 --credentials --curl')}

${await transcript('explain examples/policy.json --origin https://pr-7.preview.example.com --method PUT --path /api/items/1')}

## probe

Plays a browser against a live server of any kind: here an Express application with
\`cors({ origin: true, credentials: true })\`. [probe.md](probe.md) has the servers that it is tested with.

${await probeTranscript(`probe ${SERVER}/item --origin https://app.example.com --method PUT --header x-token --credentials --audit`)}

## diff

What became wider and what narrower. Made for CI: \`git show main:policy.json | npx @cors-policy/cli diff - policy.json\`.

${await transcript('diff examples/policy.json examples/cli/policy-next.json --no-allow')}

## import

A policy from the options of \`cors\`, \`@koa/cors\`, \`@fastify/cors\`, \`hono/cors\` or django-cors-headers. The policy goes to the
standard output, and what differs or is lost to the error stream. The conversions are functions too: \`fromExpress\`, \`fromKoa\`,
\`fromFastify\`, \`fromHono\`, \`fromDjango\`, \`fromDjangoModule\`.

${await transcript('import --from express examples/cli/cors-options.mjs')}

${await transcript('import --from django examples/cli/settings.py')}

## A wrong flag

${await transcript('probe https://api.example.com --orign https://app.example.com')}
`;

writeFileSync(join(root, 'docs/cli.md'), page);
