/**
 * Where a program listens, by a line that it prints: `listening on http://127.0.0.1:1`, `{ port: 1 }` as Node shows an
 * address, the `Local:` of Next.js, the JSON of workerd. `undefined` where the line says something else.
 */
export function announcedUrl(line: string): string | undefined {
  const port = /(?:listening on|local:|"event":"listen").*?(?:\bport"?: ?|127\.0\.0\.1:)(\d+)/i.exec(line)?.[1];
  return port === undefined ? undefined : `http://127.0.0.1:${port}`;
}
