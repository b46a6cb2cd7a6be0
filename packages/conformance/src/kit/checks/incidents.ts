import type { Check, CheckGroup } from '../check/check.js';
import { expectDecorated, expectStatus } from '../check/expectation.js';
import { type Application, besideTwin } from '../check/test-bench.js';
import type { AdapterUnderTest, Incident } from '../fixture/adapter-under-test.js';
import type { ReplyScript } from '../fixture/reply-script.js';
import type { WireRequest } from '../wire/wire-message.js';
import { callers, listCors } from './sample-policy.js';

interface IncidentCase {
  readonly incident: Exclude<Incident, 'policy-throws'>;
  readonly title: string;
  readonly application: Application;
  readonly request: WireRequest;
}

const replying = (reply: ReplyScript): Application => ({
  routes: { '/there': { ...reply, set: [['X-Early', 'kept or dropped, as without CORS']] } },
});

const there: WireRequest = { target: '/there' };

const incidentCases: readonly IncidentCase[] = [
  {
    incident: 'unrouted',
    title: 'the framework answers an unknown path',
    application: replying({}),
    request: { target: '/nowhere' },
  },
  {
    incident: 'wrong-method',
    title: 'the framework answers a method that the route does not know',
    application: replying({ methods: ['GET'] }),
    request: { method: 'DELETE', target: '/there' },
  },
  {
    incident: 'automatic-options',
    title: 'the framework answers OPTIONS for a route by itself',
    application: replying({ methods: ['GET'] }),
    request: { method: 'OPTIONS', target: '/there' },
  },
  {
    incident: 'body-too-large',
    title: 'the framework refuses a body over its limit',
    application: replying({ bodyLimit: 10, body: 'never' }),
    request: {
      ...there,
      method: 'POST',
      headers: [['Content-Type', 'application/json']],
      body: JSON.stringify({ text: 'x'.repeat(100) }),
    },
  },
  {
    incident: 'not-modified',
    title: 'the framework compares the ETag by itself',
    application: replying({ conditional: true, body: 'cached' }),
    request: { ...there, headers: [['If-None-Match', '*']] },
  },
  {
    incident: 'throws-error',
    title: 'the handler throws an Error',
    application: replying({ throws: 'error' }),
    request: there,
  },
  {
    incident: 'throws-string',
    title: 'the handler throws a string',
    application: replying({ throws: 'string' }),
    request: there,
  },
  {
    incident: 'throws-null',
    title: 'the handler throws null',
    application: replying({ throws: 'null' }),
    request: there,
  },
  {
    incident: 'refused-header',
    title: 'the handler gives a header value that cannot be sent',
    application: { routes: { '/there': { head: { form: 'object', headers: [['X-Broken', 'a\nb']] }, body: 'never' } } },
    request: there,
  },
  {
    incident: 'rejects-error',
    title: "the handler's promise rejects with an Error",
    application: replying({ throws: 'error', rejects: true }),
    request: there,
  },
  {
    incident: 'rejects-string',
    title: "the handler's promise rejects with a string",
    application: replying({ throws: 'string', rejects: true }),
    request: there,
  },
  {
    incident: 'rejects-null',
    title: "the handler's promise rejects with null",
    application: replying({ throws: 'null', rejects: true }),
    request: there,
  },
];

const statusOf = (adapter: AdapterUnderTest, incident: Incident): number => {
  const status = adapter.incidents[incident];
  if (typeof status !== 'number') throw new Error(`${adapter.name} does not say what it answers when ${incident}`);
  return status;
};

const incidentChecks = incidentCases.map(
  ({ incident, title, application, request }): Check => ({
    name: `when ${title}, the answer carries the headers of the decision and is otherwise as without CORS`,
    needs: [incident],
    run: (adapter) =>
      besideTwin(adapter, listCors, application, async (withCors, twin) => {
        for (const caller of callers) {
          const asked = { ...request, headers: [...caller.headers, ...(request.headers ?? [])] };
          const response = await withCors.ask(asked);
          expectStatus(response, statusOf(adapter, incident));
          expectDecorated(response, await twin.ask(asked), caller.answer);
        }
      }),
  }),
);

export const incidentsGroup: CheckGroup = { title: 'promise 1: on what the framework answers', checks: incidentChecks };
