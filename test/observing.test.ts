/** The recipes of `docs/observing.md`, with the libraries themselves. */
import { createServer, type RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { type CorsOptions, withCors } from '@cors-policy/node-http';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { type Logger, pino } from 'pino';
import { afterAll, expect, test, vi } from 'vitest';
import { snippetRunner } from './run-snippet.js';
import { allSnippets } from './snippets.js';

const run = snippetRunner('observing');
const snippets = allSnippets().filter(({ place }) => place.startsWith('docs/observing.md'));

/** Runs the snippet that holds a text, and gives what it exports. */
async function runSnippet(text: string): Promise<unknown> {
  // The port that a snippet names may be taken.
  const listen = vi.spyOn(Server.prototype, 'listen').mockReturnThis();
  const exported = await run(snippets.find(({ language, code }) => language === 'ts' && code.includes(text)));
  listen.mockRestore();
  return exported;
}

afterAll(() => metrics.disable());

const policy = { origins: 'https://app.example.com' } as const;

/** Sends a request for each origin to a server of its own. */
async function visit(options: CorsOptions, ...origins: readonly string[]): Promise<void> {
  const listener: RequestListener = withCors(policy, (_request, response) => response.end('hello'), options);
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a TCP port has such an address.
  const { port } = server.address() as AddressInfo;
  for (const origin of origins) {
    const headers = { origin, connection: 'close' };
    await (await fetch(`http://127.0.0.1:${port}/`, { headers })).arrayBuffer();
  }
  await new Promise((resolve) => server.close(resolve));
}

test('pino writes what is refused as the page shows it, and what passes at a level of its own', async () => {
  // What the snippet exports, as the page shows it.
  const { logDecisions } = (await runSnippet('logDecisions')) as {
    logDecisions: (log: Logger) => NonNullable<CorsOptions['onDecision']>;
  };
  const lines: unknown[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()));
      done();
    },
  });
  const onDecision = logDecisions(pino({ level: 'debug', base: null, timestamp: false }, stream));
  await visit({ onDecision }, 'https://evil.example', 'https://app.example.com');
  const shown: unknown = JSON.parse(snippets.find(({ language }) => language === 'json')?.code ?? '');
  expect(lines).toEqual([shown, expect.objectContaining({ level: 20, msg: 'decided by the CORS policy' })]);

  const allow = (): never => {
    throw new Error('no database');
  };
  await visit({ onDecision, allow }, 'https://evil.example');
  expect(lines[2]).toMatchObject({
    level: 50,
    cors: { reason: 'allow-failed' },
    err: { message: 'no database' },
  });
});

test('OpenTelemetry counts decisions by their labels, whatever origins there are', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 600_000 });
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  await runSnippet('createCounter');
  await visit({}, 'https://app.example.com', 'https://a.example', 'https://b.example', 'https://c.example');
  await reader.forceFlush();
  await reader.shutdown();
  const [resource] = exporter.getMetrics();
  const series = resource?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
  expect(series.map(({ descriptor }) => descriptor.name)).toEqual(['cors_policy.decisions']);
  const points = series[0]?.dataPoints.map(({ attributes, value }) => ({ ...attributes, value }));
  expect(points).toEqual([
    { kind: 'actual', verdict: 'allowed', reason: 'origin-allowed', rule: '0', value: 1 },
    { kind: 'actual', verdict: 'denied', reason: 'origin-not-allowed', rule: '0', value: 3 },
  ]);
});
