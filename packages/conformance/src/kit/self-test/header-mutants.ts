import { varyNamesOf, type WireHeader } from '../wire/wire-message.js';
import { everyCheck, type Mutant } from './mutant.js';
import type { Circumstances, Outgoing, Tampering } from './tampering.js';

/** Adapters that get the header block wrong. */

const allowOrigin = 'access-control-allow-origin';

type LineFault = (lines: readonly WireHeader[], circumstances: Circumstances) => readonly WireHeader[];

/** Works on the lines of whatever the front answers or forwards while CORS is in force. */
const inLines = (fault: LineFault): Tampering => ({
  outgoing: (right, circumstances) =>
    circumstances.decision === undefined ? right : { ...right, lines: fault(right.lines, circumstances) },
});

const isNamed =
  (name: string) =>
  ([key]: WireHeader): boolean =>
    key.toLowerCase() === name;

const isOurs = ([name]: WireHeader): boolean => name.startsWith('access-control-') || name === 'vary';

/** Leaves the response as the application sent it, for some of them. */
const skips = (which: (original: Outgoing, circumstances: Circumstances) => boolean): Tampering => ({
  outgoing: (right, circumstances) => {
    const { original } = circumstances;
    return original !== undefined && which(original, circumstances) ? original : right;
  },
});

const originalLines = ({ original }: Circumstances): readonly WireHeader[] => original?.lines ?? [];

export const headerMutants: readonly Mutant[] = [
  {
    does: 'does nothing',
    tampering: { registrations: () => [] },
    noticedBy: everyCheck,
  },
  {
    does: 'forgets the headers on errors',
    tampering: skips(({ status }) => status >= 400),
    noticedBy: [
      'a 404 of the handler',
      'a 500 of the handler',
      'the handler throws null',
      'an unknown path',
      'a body over its limit',
    ],
  },
  {
    does: 'forgets the headers on redirects and 304',
    tampering: skips(({ status }) => status >= 300 && status < 400),
    noticedBy: ['a 302 of the handler', 'a 304 of the handler', 'a 304 to a conditional request', 'compares the ETag'],
  },
  {
    does: 'forgets the headers on HEAD',
    tampering: skips((_, { request }) => request.method === 'HEAD'),
    noticedBy: ['the answer to HEAD has', 'the answer to HEAD of a stream', 'the answer to HEAD carries'],
  },
  {
    does: 'forgets the headers on streams',
    tampering: skips(({ lines }) => lines.some(isNamed('transfer-encoding'))),
    noticedBy: ['a streamed body arrives', 'a stream that fails half-way', 'the first bytes of a stream'],
  },
  {
    does: 'forgets Vary',
    tampering: { decision: (right) => ({ ...right, vary: [] }) },
    noticedBy: ['a handler without Vary', 'an allowed preflight is answered', 'the names of the option vary'],
  },
  {
    does: 'sends Vary to those only who have an origin',
    tampering: { decision: (right) => (right.kind === 'non-cors' ? { ...right, vary: [] } : right) },
    noticedBy: ['a handler without Vary gets ours, whoever asks'],
  },
  {
    does: 'sends Vary where nothing varies',
    tampering: { decision: (right) => ({ ...right, vary: right.vary.length === 0 ? ['Origin'] : right.vary }) },
    noticedBy: ['a policy that varies on nothing', 'out of scope, a handler'],
  },
  {
    does: "replaces the application's Vary",
    tampering: inLines((lines, { decision }) =>
      lines.map((line): WireHeader => (isNamed('vary')(line) ? ['vary', (decision?.vary ?? []).join()] : line)),
    ),
    noticedBy: ['another name, set one by one', 'the Vary of a middleware in front is kept on an answered preflight'],
  },
  {
    does: 'adds its names to Vary without looking',
    tampering: inLines((lines, circumstances) => [
      ...lines.filter((line) => !isNamed('vary')(line)),
      [
        'vary',
        [...varyNamesOf({ headers: originalLines(circumstances) }), ...(circumstances.decision?.vary ?? [])].join(', '),
      ],
    ]),
    noticedBy: ['our own name in another case', '`*`, set one by one', 'the same name twice'],
  },
  {
    does: 'writes a Vary line of its own',
    tampering: inLines((lines, { decision, original }) =>
      original === undefined || decision?.vary.length === 0
        ? lines
        : [
            ...lines.filter((line) => !isNamed('vary')(line)),
            ...original.lines.filter(isNamed('vary')),
            ['vary', (decision?.vary ?? []).join()],
          ],
    ),
    noticedBy: ['another name, set one by one'],
  },
  {
    does: "copies the request's Vary",
    tampering: inLines((lines, { request }) =>
      lines.map(
        ([name, value]): WireHeader => [
          name,
          isNamed('vary')([name, value]) ? [value, request.headers.vary ?? []].flat().join() : value,
        ],
      ),
    ),
    noticedBy: ["a request's own Vary field"],
  },
  {
    does: 'sends access-control-allow-origin twice',
    tampering: inLines((lines) => [...lines, ...lines.filter(isNamed(allowOrigin))]),
    noticedBy: ['an allowed origin gets one', 'an allowed preflight is answered', 'the same policy twice'],
  },
  {
    does: 'adds its origin beside that of the handler',
    tampering: inLines((lines, circumstances) => [
      ...originalLines(circumstances).filter(isNamed(allowOrigin)),
      ...lines,
    ]),
    noticedBy: [
      'a denied origin cannot ride',
      'an allowed origin gets one',
      'a request without an origin gets no',
      'with foreignHeaders',
    ],
  },
  {
    does: "leaves a handler's origin to denied origins",
    tampering: inLines((lines, circumstances) =>
      circumstances.decision?.verdict === 'denied'
        ? [...lines, ...originalLines(circumstances).filter(isNamed(allowOrigin))]
        : lines,
    ),
    noticedBy: ['a denied origin cannot ride', "a handler's own `*` does not leave, however often"],
  },
  {
    does: "takes off a handler's headers only where they are in lower case",
    tampering: inLines((lines, circumstances) => [
      ...lines,
      ...originalLines(circumstances).filter(([name]) => /^access-control-/i.test(name) && name !== name.toLowerCase()),
    ]),
    noticedBy: ['no header of the family leaves, in whatever case'],
  },
  {
    does: 'takes off only the headers that it knows',
    tampering: inLines((lines, circumstances) => [
      ...lines,
      ...originalLines(circumstances).filter(isNamed('access-control-of-the-future')),
    ]),
    noticedBy: ['no header of the family leaves, in whatever case'],
  },
  {
    does: 'takes off headers that only look like its own',
    tampering: inLines((lines) => lines.filter(([name]) => !/access-control/i.test(name) || isOurs([name, '']))),
    noticedBy: ['no header of the family leaves, in whatever case', 'keep every byte'],
  },
  {
    does: 'takes off headers out of scope',
    tampering: inLines((lines, { decision }) =>
      decision?.kind === 'out-of-scope' ? lines.filter(([name]) => !/^access-control-/i.test(name)) : lines,
    ),
    noticedBy: ['out of scope, a handler'],
  },
  {
    does: 'leaves what a middleware in front has set',
    tampering: inLines((lines, { original, decision }) =>
      original === undefined && decision?.verdict === 'denied'
        ? [...lines, ['access-control-allow-origin', '*']]
        : lines,
    ),
    noticedBy: [
      'does not leave with an answered preflight',
      'a preflight refused for its origin',
      'an empty Origin is malformed',
    ],
  },
  {
    does: "takes off a handler's timing-allow-origin",
    tampering: inLines((lines) => lines.filter((line) => !isNamed('timing-allow-origin')(line))),
    noticedBy: ["a handler's timing-allow-origin stays", "a handler's timing-allow-origin is replaced"],
  },
  {
    does: 'joins repeated lines',
    tampering: inLines((lines) => [
      ...new Map(
        lines.map(([name]) => [
          name,
          lines
            .filter(isNamed(name.toLowerCase()))
            .map(([, value]) => value)
            .join(', '),
        ]),
      ),
    ]),
    noticedBy: ['several set-cookie values', 'a name repeated'],
  },
  {
    does: 'writes header names in lower case',
    tampering: inLines((lines) => lines.map(([name, value]) => [name.toLowerCase(), value])),
    noticedBy: ['keep every byte', 'headers of a middleware in front'],
  },
  {
    does: 'changes the order of the headers',
    tampering: inLines((lines) => lines.toReversed()),
    noticedBy: ['keep every byte', 'several set-cookie values'],
  },
  {
    does: 'drops the reason phrase',
    tampering: { outgoing: (right, { decision }) => (decision === undefined ? right : { ...right, reason: 'OK' }) },
    noticedBy: ['a reason phrase of the handler'],
  },
  {
    does: 'sends private headers of its own',
    tampering: inLines((lines) => [...lines, ['x-powered-by', 'the adapter']]),
    noticedBy: everyCheck,
  },
  {
    does: 'keeps its headers from HTTP/1.0 clients',
    tampering: skips((_, { request }) => request.httpVersion === '1.0'),
    noticedBy: ['an HTTP/1.0 client'],
  },
];
