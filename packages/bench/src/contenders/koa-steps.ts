import { cors as ours } from '@cors-policy/koa';
import koaCors from '@koa/cors';
import type { Middleware } from 'koa';
import { exchangePolicy } from '../scenarios/exchange-scenarios.js';

export const koaStep = (): Middleware => ours(exchangePolicy);

export function koaCorsStep(): Middleware {
  const { origins, methods, allowedHeaders, credentials, maxAge } = exchangePolicy;
  const listed: readonly string[] = origins;
  return koaCors({
    // It takes no list, and says no by the empty text.
    origin: (context) => {
      const origin = context.get('Origin');
      return listed.includes(origin) ? origin : '';
    },
    allowMethods: [...methods],
    allowHeaders: [...allowedHeaders],
    credentials,
    maxAge,
  });
}
