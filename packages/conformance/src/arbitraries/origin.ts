import fc from 'fast-check';

/** An origin in parts, in the normal form that browsers send. */
export interface OriginParts {
  readonly scheme: string;
  readonly host: string;
  /** `''` where none is written. */
  readonly port: string;
}

/** Few of each, so that the origins of a policy and those of its requests have much in common. */
const schemes = fc.constantFrom('https', 'https', 'https', 'http', 'capacitor', 'x-app+1.0');
const knownDomains = fc.constantFrom(
  'example.com',
  'example.org',
  'api.example.com',
  'a.b.example.com',
  'xn--bcher-kva.example',
  'my_app-1.example.co.uk',
  'example.comm',
  'bexample.com',
  'a.localhost',
);
const hostsWithoutSubdomains = fc.constantFrom('localhost', '192.0.2.1', '[::1]', '[2001:db8::8:800:200c:417a]');
const ports = fc.constantFrom('', '', '', '8080', '1', '65535', '80', '443');
const shortLabel = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', '_'), minLength: 1, maxLength: 3 });
const generatedDomain = fc
  .tuple(shortLabel, fc.constantFrom('example', 'test', 'a.test'))
  .map((labels) => labels.join('.'));

/** A host that a wildcard may stand in front of: at least two labels, and no address. */
const domain = fc.oneof({ weight: 3, arbitrary: knownDomains }, generatedDomain);

const host = fc.oneof({ weight: 4, arbitrary: domain }, hostsWithoutSubdomains);

export const originParts: fc.Arbitrary<OriginParts> = fc
  .tuple(schemes, host, ports)
  .map(([scheme, host, port]) => ({ scheme, host, port: port === defaultPort(scheme) ? '' : port }));

export function defaultPort(scheme: string): string | undefined {
  if (scheme === 'http') return '80';
  return scheme === 'https' ? '443' : undefined;
}

/** The value of the `Origin` field. */
export function serialize({ scheme, host, port }: OriginParts): string {
  return `${scheme}://${host}${port === '' ? '' : `:${port}`}`;
}

/** Whether subdomains are possible: an address has none. */
export function isDomain(host: string): boolean {
  return !host.startsWith('[') && !/^[\d.]+$/.test(host);
}

export const origin: fc.Arbitrary<string> = originParts.map(serialize);
