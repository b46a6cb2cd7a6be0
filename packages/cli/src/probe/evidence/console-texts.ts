import type { Engine } from './evidence.js';

/** The first line of what each browser's console says. */
export type ConsoleTexts = Readonly<Record<Engine, string>>;

/** Why a browser blocks, with what its message quotes. */
export type Blockage =
  | { readonly kind: 'origin-missing' }
  | { readonly kind: 'origin-mismatch' | 'origin-invalid' | 'origin-multiple'; readonly value: string }
  | { readonly kind: 'wildcard-with-credentials' }
  | { readonly kind: 'credentials'; readonly value: string }
  | { readonly kind: 'redirect' | 'status' }
  | { readonly kind: 'method'; readonly method: string }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'malformed'; readonly field: 'Methods' | 'Headers'; readonly value: string };

/** The request whose answer is at fault. */
export interface BlockedRequest {
  readonly origin: string;
  readonly url: string;
  readonly isPreflight: boolean;
  readonly status: number;
}

/**
 * What the consoles of Chromium 156, Firefox 153 and WebKitGTK 2.50 say.
 *
 * The texts are those of docs/browsers.md, which are taken from real runs.
 */
export function consoleTexts(blockage: Blockage, request: BlockedRequest): ConsoleTexts {
  return {
    chromium: chromiumText(blockage, request),
    firefox: firefoxText(blockage, request),
    webkit: webkitText(blockage, request),
  };
}

function chromiumText(blockage: Blockage, { origin, url, isPreflight }: BlockedRequest): string {
  const start = `Access to fetch at '${url}' from origin '${origin}' has been blocked by CORS policy: `;
  const access = `${start}${isPreflight ? "Response to preflight request doesn't pass access control check: " : ''}`;
  const header = "The 'Access-Control-Allow-Origin' header";
  const remedy = 'Have the server send the header with a valid value.';
  switch (blockage.kind) {
    case 'origin-missing':
      return `${access}No 'Access-Control-Allow-Origin' header is present on the requested resource.`;
    case 'origin-mismatch':
      return `${access}${header} has a value '${blockage.value}' that is not equal to the supplied origin. ${remedy}`;
    case 'origin-invalid':
      return `${access}${header} contains the invalid value '${blockage.value}'. ${remedy}`;
    case 'origin-multiple':
      return `${access}${header} contains multiple values '${blockage.value}', but only one is allowed. ${remedy}`;
    case 'wildcard-with-credentials':
      return `${access}The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.`;
    case 'credentials':
      return `${access}The value of the 'Access-Control-Allow-Credentials' header in the response is '${blockage.value}' which must be 'true' when the request's credentials mode is 'include'.`;
    case 'redirect':
      return `${access}Redirect is not allowed for a preflight request.`;
    case 'status':
      return `${access}It does not have HTTP ok status.`;
    case 'method':
      return `${start}Method ${blockage.method} is not allowed by Access-Control-Allow-Methods in preflight response.`;
    case 'header':
      return `${start}Request header field ${blockage.name} is not allowed by Access-Control-Allow-Headers in preflight response.`;
    case 'malformed':
      return `${start}Cannot parse Access-Control-Allow-${blockage.field} response header field in preflight response.`;
  }
}

function firefoxText(blockage: Blockage, { url, status }: BlockedRequest): string {
  const start = 'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at';
  const because = (reason: string, end = ''): string => `${start} ${url}. (Reason: ${reason}).${end}`;
  const withStatus = ` Status code: ${status}.`;
  switch (blockage.kind) {
    case 'origin-missing':
      return because('CORS header ‘Access-Control-Allow-Origin’ missing', withStatus);
    case 'origin-mismatch':
    case 'origin-invalid':
    case 'origin-multiple':
      return because(`CORS header ‘Access-Control-Allow-Origin’ does not match ‘${blockage.value}’`);
    case 'wildcard-with-credentials':
      return `${start} ‘${url}’. (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).`;
    case 'credentials':
      return because('expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’');
    case 'redirect':
      return because('CORS request external redirect not allowed');
    case 'status':
      return because('CORS preflight response did not succeed', withStatus);
    case 'method':
      return because('Did not find method in CORS header ‘Access-Control-Allow-Methods’');
    case 'header':
      return because(
        `header ‘${blockage.name}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response`,
      );
    case 'malformed':
      return because(`invalid token ‘${blockage.value}’ in CORS header ‘Access-Control-Allow-${blockage.field}’`);
  }
}

function webkitText(blockage: Blockage, { origin, isPreflight, status }: BlockedRequest): string {
  // It looks at the status of a preflight before anything else.
  if (isPreflight && (status < 200 || status > 299))
    return `Preflight response is not successful. Status code: ${status}`;
  switch (blockage.kind) {
    case 'origin-missing':
    case 'origin-mismatch':
    case 'origin-invalid':
    case 'redirect':
    case 'status':
      return `Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: ${status}`;
    case 'origin-multiple':
      return 'Access-Control-Allow-Origin cannot contain more than one origin.';
    case 'wildcard-with-credentials':
      return 'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.';
    case 'credentials':
      return 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".';
    case 'method':
      return `Method ${blockage.method} is not allowed by Access-Control-Allow-Methods.`;
    case 'header':
      return `Request header field ${webkitName(blockage.name)} is not allowed by Access-Control-Allow-Headers.`;
    case 'malformed':
      return `Header Access-Control-Allow-${blockage.field} has an invalid value: ${blockage.value}`;
  }
}

/** Names that it knows are written in its own way: of those that need a preflight, these are asked for most. */
function webkitName(name: string): string {
  const known: Readonly<Record<string, string>> = { 'content-type': 'Content-Type', authorization: 'Authorization' };
  return known[name] ?? name;
}
