import { Readable } from 'node:stream';
import { cors } from '@cors-policy/koa';
import Koa from 'koa';
import type { AdapterServer } from './adapter-server.js';
import { completeReply } from './reply.js';

export const koaServer: AdapterServer = {
  name: 'koa',
  mount: ({ policyFor, application }) => {
    const app = new Koa();
    app.silent = true;
    app.use(cors((context) => policyFor(context.originalUrl)));
    app.use((context) => {
      const { method, originalUrl: url, headers } = context;
      const reply = application({ method, url, headers });
      if (reply === 'throws') throw new Error('the handler fails');
      const complete = completeReply(reply);
      context.body = complete.body && Readable.from(complete.body, { objectMode: false });
      context.status = complete.status;
      context.remove('content-type');
      for (const [name, value] of complete.headers) context.append(name, value);
    });
    const callback = app.callback();
    return (request, response) => void callback(request, response);
  },
};
