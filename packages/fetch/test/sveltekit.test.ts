import {
  type AdapterUnderTest,
  describeFurtherSetup,
  errorPage,
  fetchApplication,
  policyFrom,
} from '@cors-policy/conformance';
import { cors } from '@cors-policy/fetch';
import { everyFetch } from './fixture/every-fetch.js';
import { startFetch } from './fixture/start.js';
import { fetchOptions } from './fixture/with-cors.js';

interface Event {
  readonly request: Request;
  readonly locals: object;
}

type Resolve = (event: Event) => Promise<Response>;

/** The shape of `handle` in `src/hooks.server.ts`. */
type Handle = (input: { readonly event: Event; readonly resolve: Resolve }) => Promise<Response>;

/** Several handles as one, the first outermost: what `sequence` of `@sveltejs/kit/hooks` does. */
const sequence =
  (handles: readonly Handle[]): Handle =>
  ({ event, resolve }) =>
    handles.reduceRight<Resolve>(
      (inner, handle) => (asked) => handle({ event: asked, resolve: inner }),
      resolve,
    )(event);

const svelteKit: AdapterUnderTest = {
  ...everyFetch,
  name: 'cors as the handle of SvelteKit',
  start: startFetch((setup, log, stage) => {
    const application = fetchApplication(setup, log, stage);
    const handle = sequence(
      setup.cors.map(({ policy, options }): Handle => {
        const apply = cors(policyFrom(policy), fetchOptions(options, log));
        return ({ event, resolve }) => apply(event.request, () => resolve(event));
      }),
    );
    // SvelteKit renders an error page for what a route throws: its `resolve` does not fail.
    const resolve: Resolve = async ({ request }) => {
      try {
        return await application(request);
      } catch {
        return errorPage();
      }
    };
    return (request) => handle({ event: { request, locals: {} }, resolve });
  }),
};

describeFurtherSetup(svelteKit, { vectors: 'withCors replays them, and this is the same adapter' });
