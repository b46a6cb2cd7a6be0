/** What a script of a page hands to `fetch()`. It survives JSON. */
export interface PageFetch {
  readonly url: string;
  readonly method?: string | undefined;
  /** Appended one after the other, a name perhaps several times. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly mode?: 'cors' | 'no-cors' | 'same-origin' | undefined;
  readonly credentials?: 'omit' | 'same-origin' | 'include' | undefined;
  readonly cache?: 'default' | 'no-store' | 'reload' | 'no-cache' | 'force-cache' | undefined;
  readonly redirect?: 'follow' | 'error' | 'manual' | undefined;
  readonly body?: string | undefined;
  /** The body is sent as bytes, which have no type. */
  readonly hasBytes?: boolean | undefined;
  /** By an XMLHttpRequest that listens to the upload, in place of `fetch()`. */
  readonly uploadListener?: boolean | undefined;
  /** Milliseconds to wait before. */
  readonly after?: number | undefined;
}

/** What the script got to see. */
export interface Sight {
  readonly readable: boolean;
  /** `error` where `fetch()` rejected. */
  readonly type: string;
  /** 0 where the response is not readable. */
  readonly status: number;
  /** Lower-case names, sorted. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The text of the body; empty where it is not readable. */
  readonly body: string;
  /** Where the response came from, redirects followed. */
  readonly url: string;
  /** What `fetch()`, or reading the body, rejected with. */
  readonly error: string | undefined;
  /** When it began, and when it was done, in milliseconds. */
  readonly began: number;
  readonly ended: number;
}

/** Fetches of one case, one after the other. */
export type FetchSequence = readonly PageFetch[];

/**
 * Fetches as a script of the page: sequences side by side, the fetches of each in order.
 *
 * It is sent to the page as text, so it may use nothing of this module.
 */
export async function fetchInPage({
  sequences,
  width,
}: {
  readonly sequences: readonly FetchSequence[];
  /** How many sequences are under way at the same time. */
  readonly width: number;
}): Promise<Sight[][]> {
  const nothing = { readable: false, type: 'error', status: 0, headers: [], body: '', url: '', error: undefined };
  type Seen = Omit<Sight, 'began' | 'ended'>;

  const byFetch = async ({ url, headers = [], body, hasBytes, ...options }: PageFetch): Promise<Seen> => {
    // Not as a `Headers` object: that would put the values of a name together.
    const pairs = headers.map(([name, value]): [string, string] => [name, value]);
    const sent = body === undefined ? {} : { body: hasBytes === true ? new TextEncoder().encode(body) : body };
    // PROOF: what is left in `options` is of the same name in both.
    const response = await fetch(url, { ...(options as RequestInit), ...sent, headers: pairs });
    const { type, status } = response;
    if (type !== 'cors' && type !== 'basic') return { ...nothing, type };
    const text = await response.text();
    const fields = [...response.headers];
    return { readable: true, type, status, headers: fields, body: text, url: response.url, error: undefined };
  };

  const byUpload = ({ url, method = 'GET', body }: PageFetch): Promise<Seen> =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.upload.addEventListener('progress', () => {});
      request.addEventListener('load', () => {
        resolve({ ...nothing, readable: true, type: 'cors', status: request.status });
      });
      request.addEventListener('error', () => resolve({ ...nothing, error: 'error' }));
      request.open(method, url);
      request.send(body);
    });

  const look = async ({ after, uploadListener, ...step }: PageFetch): Promise<Sight> => {
    if (after !== undefined) await new Promise((resolve) => setTimeout(resolve, after));
    const began = performance.now();
    const seen = await (uploadListener === true ? byUpload : byFetch)(step).catch((error: unknown) => ({
      ...nothing,
      error: String(error),
    }));
    return { ...seen, began, ended: performance.now() };
  };

  const sights: Sight[][] = sequences.map(() => []);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < sequences.length; at = next++) {
      for (const step of sequences[at] ?? []) sights[at]?.push(await look(step));
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return sights;
}
