import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { headerForms } from '../src/kit/checks/header-form.js';
import { differences } from './overlook.js';
import type { Finding, Survey } from './survey.js';
import { wireGroups } from './survey.js';

const { resolve } = createRequire(import.meta.url);

/** The version that is installed: of the nearest manifest with this name above the entry of the package. */
const versionOf = (name: string): string => {
  let folder = dirname(resolve(name));
  for (;;) {
    const manifest = manifestIn(folder);
    if (manifest?.name === name) return `${name} ${manifest.version}`;
    if (dirname(folder) === folder) throw new Error(`${name} has no manifest`);
    folder = dirname(folder);
  }
};

const manifestIn = (folder: string): { readonly name?: string; readonly version?: string } | undefined => {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
};

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const inGroup = (findings: readonly Finding[], title: string): readonly Finding[] =>
  findings.filter(({ group }) => group === title);

const count = (findings: readonly Finding[], outcome: Finding['outcome']): number =>
  findings.filter((one) => one.outcome === outcome).length;

const cell = (findings: readonly Finding[]): string =>
  `${count(findings, 'kept')} / ${count(findings, 'broken')} / ${count(findings, 'not asked')}`;

const counts = (surveys: readonly Survey[], findingsOf: (survey: Survey) => readonly Finding[]): string =>
  table(
    ['kept / broken / not asked', ...surveys.map(({ peer }) => peer.adapter.name)],
    [
      ...wireGroups.map(({ title }) => [title, ...surveys.map((one) => cell(inGroup(findingsOf(one), title)))]),
      ['**all**', ...surveys.map((one) => `**${cell(findingsOf(one))}**`)],
    ],
  );

/** Where the difference is, by what the failing comparison was about. */
const placeOf = ({ detail }: Finding): string => {
  if (/already (?:been added|declared)/.test(detail)) return 'does not start';
  if (detail.startsWith('the status is')) return 'status';
  if (detail.startsWith('vary is')) return '`Vary`';
  if (/\b(?:complete|trailers|body):/.test(detail)) return 'status, body or other headers';
  if (/access-control-|timing-allow-origin/.test(detail)) return 'CORS headers';
  return /^\d+ !== \d+$|something behind the adapter ran/m.test(detail) ? 'what runs' : '`Vary`';
};

/** The longest first, because some begin like others. */
const formTitles = headerForms.map(({ title }) => title).sort((a, b) => b.length - a.length);

const everyCheck = wireGroups.flatMap(({ checks }) => checks.map(({ name }) => name));

/** A check that is made in several forms in which a handler hands over headers, with the form left open. */
const withoutForm = (check: string): { readonly name: string; readonly form: string | undefined } => {
  const form = formTitles.find((title) => check.includes(title));
  const others = formTitles.filter((title) => title !== form);
  const hasOthers = form !== undefined && others.some((title) => everyCheck.includes(check.replace(form, title)));
  return hasOthers ? { name: check.replace(form, '…'), form } : { name: check, form: undefined };
};

const brokenIn = (all: readonly Finding[]): string => {
  const lines = new Map<string, { readonly places: Set<string>; readonly forms: string[] }>();
  for (const finding of all.filter(({ outcome }) => outcome === 'broken')) {
    const { name, form } = withoutForm(finding.check);
    const line = lines.get(name) ?? { places: new Set(), forms: [] };
    lines.set(name, line);
    line.places.add(placeOf(finding));
    if (form !== undefined) line.forms.push(form);
  }
  return [...lines]
    .map(([name, { places, forms }]) => `- ${name}${inForms(all, name, forms)} (${[...places].sort().join('; ')})`)
    .join('\n');
};

const inForms = (all: readonly Finding[], name: string, forms: readonly string[]): string => {
  if (forms.length === 0) return '';
  const asked = all
    .filter(({ outcome }) => outcome !== 'not asked')
    .map(({ check }) => withoutForm(check))
    .filter((one) => one.name === name && one.form !== undefined)
    .map(({ form }) => form ?? '');
  const kept = asked.filter((form) => !forms.includes(form));
  if (kept.length === 0) return `; in each of ${asked.length} forms`;
  if (kept.length < forms.length) return `; in ${forms.length} of ${asked.length} forms, not: ${kept.join(' | ')}`;
  return `; in ${forms.length} of ${asked.length} forms: ${forms.join(' | ')}`;
};

const notAsked = (findings: readonly Finding[]): string => {
  const reasons = new Map<string, number>();
  for (const { outcome, detail } of findings)
    if (outcome === 'not asked') reasons.set(detail, (reasons.get(detail) ?? 0) + 1);
  return [...reasons].map(([reason, times]) => `- ${times} × ${reason}`).join('\n');
};

const chapter = ({ peer, overlooking }: Survey): string =>
  [
    `## ${peer.adapter.name}`,
    `Configured like \`${peer.configured}\`.${peer.remark === undefined ? '' : ` ${peer.remark}`}`,
    ...wireGroups.flatMap(({ title }) => {
      const broken = brokenIn(inGroup(overlooking, title));
      return broken === '' ? [] : [`### ${title}`, broken];
    }),
    '### Not asked',
    notAsked(overlooking),
  ].join('\n\n');

const whose = (surveys: readonly Survey[], words: string): string =>
  surveys
    .filter((one) => one.differences.some((difference) => difference.words === words))
    .map(({ peer }) => peer.adapter.name)
    .join(', ');

export const peersPage = (surveys: readonly Survey[]): string => `# Peers on the wire

Generated by \`pnpm run peers\`. Do not edit it here.

The checks that every adapter of this project passes (\`packages/conformance/src/kit\`), put to other CORS packages: a
real server in the peer's own framework, asked over sockets, beside the same application without CORS. Each is configured
as its documentation says for what the check asks for. Where it has no such option, the check is not asked.

${table(
  ['peer', 'versions'],
  surveys.map(({ peer }) => [peer.adapter.name, peer.packages.map(versionOf).join(', ')]),
)}

The checks ask for what this project promises, and not everybody promised that: a peer may well do what its own
documentation says. A broken check is a difference on the wire, no more. Several peers leave it to the application to set
its headers after theirs, for example, which is broken here where it lets a handler's \`*\` reach a denied origin.

## As they are

${counts(surveys, (one) => one.asItIs)}

## With some differences overlooked

Nearly every check looks at an allowed origin, a denied one and none. So one small difference, repeated everywhere, hides
all others. These are taken out of what is heard, as far as they are exactly this, and everything is asked again:

${table(
  ['overlooked', 'seen in'],
  differences.map(({ words }) => [words, whose(surveys, words)]),
)}

${counts(surveys, (one) => one.overlooking)}

What is still broken stands below, with what the check stumbled over in brackets. It stops there: the rest of what its
name says may well hold. Some checks are made in each form in which a handler can hand its headers over; \`…\` stands for
the form. Once any header was set, Node 20 refuses nested arrays in \`writeHead\`, and of repeated lines in a flat one keeps
only the last, which is what a peer that sets its headers ahead runs into.

${surveys.map(chapter).join('\n\n')}
`;
