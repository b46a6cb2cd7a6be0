/** Writes docs/decision-table.md from the table in the code. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DecisionRow, decisionTable } from '../packages/core/src/index.js';
import { root } from './project.js';

const statusInWords = ({ status }: DecisionRow): string => {
  switch (status) {
    case undefined:
      return 'goes on';
    case '403-if-reject':
      return "403 if the rule has `disallowed: 'reject'`, else goes on";
    case 'preflightStatus':
      return '`preflightStatus`';
    default:
      return String(status);
  }
};

const rowInWords = (row: DecisionRow): string => {
  const headers = row.headers.length === 0 ? 'none' : row.headers.map((name) => `\`${name}\``).join(', ');
  const cells = [
    `\`${row.reason}\``,
    row.condition,
    row.kind,
    row.verdict,
    statusInWords(row),
    headers,
    row.vary,
    `[source](${row.link})`,
  ];
  return `| ${cells.join(' | ')} |`;
};

const page = `# The decision table

Generated from \`decisionTable\` in \`@cors-policy/core\` by \`pnpm run docs\`. Do not edit it here.

Exactly one row answers each request. They are asked from the top: a row answers when its condition holds and none above
it did. Headers are those that the row can send; each stands or falls with the policy. No other \`access-control-*\`
response header leaves the server, unless the kind is \`out-of-scope\`.

\`Vary\`: **V** is the same for every request of a path. It is empty for a group of public rules alone (\`origins: '*'\`
without credentials), else \`Origin\`, and \`Sec-Fetch-Site\` where a rule of the group has \`disallowed: 'reject'\`. **P** is V
with \`Access-Control-Request-Method\`, \`Access-Control-Request-Headers\`, and \`Access-Control-Request-Private-Network\`
where a rule of the group has \`privateNetwork\`. Where an outside check can grant an origin, both hold \`Origin\`, and so
does **none**.

| reason | when | kind | verdict | status | headers | vary | from |
|---|---|---|---|---|---|---|---|
${decisionTable.map(rowInWords).join('\n')}
`;

writeFileSync(join(root, 'docs/decision-table.md'), page);
