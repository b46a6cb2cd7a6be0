import fastify, { type FastifyInstance } from 'fastify';
import fastify4 from 'fastify4';

/** Every version that one code serves. */
export const everyFastify: readonly (readonly [version: string, create: typeof fastify])[] = [
  ['Fastify 5', fastify],
  ['Fastify 4', fastify4],
];

export const appOrigin = 'https://app.example';
export const apiOrigin = 'https://api-user.example';
export const deniedOrigin = 'https://evil.example';

/** Policies that are told apart by the origin that they allow. */
export const appConfig = { origins: [appOrigin], methods: ['PUT'], allowedHeaders: ['x-a', 'accept-version'] };
export const apiConfig = { ...appConfig, origins: [apiOrigin] };

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS' | 'PATCH';

/** What a test looks at. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly allowOrigin: unknown;
  readonly vary: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Question {
  readonly method?: Method;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string;
}

/** A request of a page of an origin. */
export async function ask(app: FastifyInstance, url: string, origin: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, payload } = question;
  const response = await app.inject({
    url,
    method,
    headers: { origin, ...headers },
    ...(payload !== undefined && { payload }),
  });
  return {
    status: response.statusCode,
    body: response.body,
    allowOrigin: response.headers['access-control-allow-origin'],
    vary: response.headers.vary,
    headers: response.headers,
  };
}

/** The preflight that goes before a `PUT`, or another request. */
export function askBefore(
  app: FastifyInstance,
  url: string,
  origin: string,
  requested: string = 'PUT',
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return ask(app, url, origin, {
    method: 'OPTIONS',
    headers: { 'access-control-request-method': requested, ...headers },
  });
}

/** Whose policy answered a preflight: the one origin of two that it lets pass. */
export async function policyBefore(
  app: FastifyInstance,
  url: string,
  requested: string = 'PUT',
  headers: Readonly<Record<string, string>> = {},
): Promise<'app' | 'api' | 'none' | 'both'> {
  const asked = (origin: string): Promise<Answer> => askBefore(app, url, origin, requested, headers);
  return whoseAnswers(await asked(appOrigin), await asked(apiOrigin));
}

/** Whose policy is on an actual answer. */
export async function policyOf(
  app: FastifyInstance,
  url: string,
  question: Question = {},
): Promise<'app' | 'api' | 'none' | 'both'> {
  return whoseAnswers(await ask(app, url, appOrigin, question), await ask(app, url, apiOrigin, question));
}

function whoseAnswers(toApp: Answer, toApi: Answer): 'app' | 'api' | 'none' | 'both' {
  const [app, api] = [toApp.allowOrigin === appOrigin, toApi.allowOrigin === apiOrigin];
  if (app && api) return 'both';
  return app ? 'app' : api ? 'api' : 'none';
}
