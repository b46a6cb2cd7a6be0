import {
  type AdapterUnderTest,
  answeredByGate,
  caseOfFetch,
  describeFurtherSetup,
  doesNotApply,
  type FetchHandler,
  type ObservationLog,
  playFetchReply,
  type ServerSetup,
  type Stage,
} from '@cors-policy/conformance';
import { AutoRouter, error } from 'itty-router';
import { everyFetch } from './fixture/every-fetch.js';
import { startFetch } from './fixture/start.js';
import { applicationWithCors } from './fixture/with-cors.js';

const ittyApplication = (setup: ServerSetup, log: ObservationLog, stage: Stage): FetchHandler => {
  const router = AutoRouter({ before: [(request) => answeredByGate(setup, request, log)] });
  for (const [path, script] of Object.entries(setup.routes)) {
    const { bodyLimit = Number.POSITIVE_INFINITY, methods = ['ALL'] } = script;
    for (const method of methods) {
      router[method.toLowerCase()]?.(path, (request: Request) => {
        if (Number(request.headers.get('content-length')) > bodyLimit) return error(413);
        log.add({ what: 'handler', case: caseOfFetch(request) });
        return playFetchReply(script, stage);
      });
    }
  }
  const method = setup.catchAll === 'options' ? 'options' : 'all';
  if (setup.catchAll !== undefined) {
    router[method]?.('*', (request: Request) => {
      log.add({ what: 'handler', case: caseOfFetch(request) });
      return new Response('caught by the catch-all');
    });
  }
  return (request) => router.fetch(request);
};

const ittyRouter: AdapterUnderTest = {
  ...everyFetch,
  name: 'withCors around the fetch of itty-router',
  start: startFetch((setup, log, stage) => applicationWithCors(setup, log, stage, ittyApplication(setup, log, stage))),
  incidents: {
    ...everyFetch.incidents,
    'wrong-method': 404,
    'automatic-options': 404,
    'not-modified': doesNotApply('itty-router compares no ETags'),
  },
};

describeFurtherSetup(ittyRouter, { vectors: 'withCors replays them, and this is the same adapter' });
