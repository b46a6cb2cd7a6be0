import { connect } from 'node:net';

/** A response as it came over the wire. */
export interface WireResponse {
  readonly status: number;
  /** Every header line, the name in lower case, in the order of the wire. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Longest wait for a response, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Sends one request by the byte, since no HTTP client agrees to send two `Origin` lines or a path with `..` in it.
 *
 * @param lines header lines, without `Host` and `Connection`, which are added
 */
export function sendRaw(port: number, requestLine: string, lines: readonly string[]): Promise<WireResponse> {
  const head = [`${requestLine} HTTP/1.1`, `Host: localhost:${port}`, ...lines, 'Connection: close', '', ''].join(
    '\r\n',
  );
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(head, 'latin1'));
    const chunks: Buffer[] = [];
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error(`no answer to ${requestLine} within ${PATIENCE} ms`)));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => resolve(parseResponse(Buffer.concat(chunks).toString('latin1'))));
  });
}

function parseResponse(text: string): WireResponse {
  const [statusLine = '', ...lines] = (text.split('\r\n\r\n', 1)[0] ?? '').split('\r\n');
  const headers = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(statusLine.split(' ')[1]), headers };
}
