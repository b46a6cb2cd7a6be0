/** What a value that was sent for an origin has too much, too little or otherwise; `undefined` where they have nothing in common. */
export function nearOrigin(value: string, origin: string): string | undefined {
  if (value === `${origin}/`) return 'an origin has no slash at its end';
  if (value.toLowerCase() === origin) return 'an origin is written in lower case';
  if (value.startsWith(`${origin}/`)) return 'an origin has no path';
  if (/^["'].*["']$/.test(value)) return 'an origin has no quotes around it';
  if (value.includes('*')) return 'browsers know no patterns, only * alone';
  if (value.split(/\s+/).length > 1) return 'there may be one origin only';
  if (value === 'null' || !URL.canParse(value) || !URL.canParse(origin)) return undefined;
  const [sent, wanted] = [new URL(value), new URL(origin)];
  if (sent.origin === wanted.origin) return 'an origin has no default port and no path';
  if (sent.host === wanted.host) return `${sent.protocol}// and ${wanted.protocol}// are two origins`;
  if (sent.hostname === wanted.hostname) return 'another port is another origin';
  if (sent.hostname === `www.${wanted.hostname}` || wanted.hostname === `www.${sent.hostname}`)
    return 'with and without www. are two origins';
  return undefined;
}
