import { get, valuesOf, type WireResponse } from '@cors-policy/browser-model';

/** The values of a field, without the white space around them, line by line. */
export function lines({ headers }: WireResponse, name: string): readonly string[] {
  return valuesOf(headers, name).map((value) => value.trim());
}

/** A field as one value, as a browser reads it; `undefined` where it is missing. */
export function field(response: WireResponse, name: string): string | undefined {
  return get(response.headers, name)?.trim();
}

/** The members of a list, in lower case. */
export function members(response: WireResponse, name: string): readonly string[] {
  return lines(response, name)
    .flatMap((line) => line.split(','))
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== '');
}

export function allowOrigin(response: WireResponse): string | undefined {
  return field(response, 'access-control-allow-origin');
}

/** Whether it can be read with cookies, once the origin passes. */
export function allowsCredentials(response: WireResponse): boolean {
  return field(response, 'access-control-allow-credentials') === 'true';
}

/** Whether a page of the origin can read it, without cookies. */
export function grants(response: WireResponse, origin: string): boolean {
  const allowed = allowOrigin(response);
  return allowed === origin || allowed === '*';
}

/** `access-control-allow-origin: *`, or that there is none. */
export function quoted(response: WireResponse, name: string): string {
  const values = lines(response, name);
  return values.length === 0 ? `no ${name}` : values.map((value) => `${name}: ${value}`).join('\n');
}
