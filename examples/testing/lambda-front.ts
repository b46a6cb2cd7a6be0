import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Program } from './program.js';

type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** What stands in front of a function. Both send payload format 2.0, but an API with a named stage has it in the path. */
export interface Front {
  readonly domainName: string;
  readonly stage: string;
}

/** Content types whose bodies AWS hands over as text; all others are base64. */
const textual = /^(text\/|application\/(json|javascript|xml)\b)/;

/**
 * Puts a function behind HTTP as AWS does it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export async function serveLambda(handler: Handler, front: Front): Promise<Program> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const result = await handler(toEvent(request, await buffer(request), front));
      response.statusCode = result.statusCode ?? 200;
      for (const [name, value] of Object.entries(result.headers ?? {})) response.setHeader(name, String(value));
      if (result.cookies !== undefined && result.cookies.length > 0) response.setHeader('set-cookie', result.cookies);
      response.end(Buffer.from(result.body ?? '', result.isBase64Encoded === true ? 'base64' : 'utf8'));
    };
    // A function that fails: AWS answers for it, and knows nothing of CORS.
    answer().catch(() => response.writeHead(502).end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // PROOF: a TCP server that listens has an AddressInfo for its address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${front.stage === '$default' ? '' : `/${front.stage}`}`,
    stop: async () => void server.close(),
  };
}

function toEvent(request: IncomingMessage, body: Buffer, { domainName, stage }: Front): APIGatewayProxyEventV2 {
  const { cookie, ...others } = request.headers;
  // Several lines of one name become one value with commas, as Node's `headers` has them too.
  const headers = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]));
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split('?');
  const { method = 'GET' } = request;
  const isText = textual.test(headers['content-type'] ?? 'text/plain');
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers: { ...headers, host: domainName },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'example',
      domainName,
      domainPrefix: 'example',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'id',
      routeKey: '$default',
      stage,
      time: '22/Nov/2026:08:14:39 +0000',
      timeEpoch: 1795335279885,
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}
