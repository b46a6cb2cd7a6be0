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
  const upload = (url: string, method = 'GET', body?: string): Promise<{ status: number; error: string | undefined }> =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.upload.onprogress = () => {};
      request.onload = () => resolve({ status: request.status, error: undefined });
      request.onerror = () => resolve({ status: 0, error: 'error' });
      request.open(method, url);
      request.send(body);
    });

  const look = async ({ url, headers = [], after, uploadListener, ...options }: PageFetch): Promise<Sight> => {
    if (after !== undefined) await new Promise((resolve) => setTimeout(resolve, after));
    const began = performance.now();
    const nothing = { readable: false, type: 'error', status: 0, headers: [], body: '', url: '', began };
    if (uploadListener === true) {
      const { status, error } = await upload(url, options.method, options.body);
      const seen = { ...nothing, readable: status > 0, type: status > 0 ? 'cors' : 'error' };
      return { ...seen, status, error, ended: performance.now() };
    }
    try {
      // Not as a `Headers` object: that would put the values of a name together.
      const pairs = headers.map(([name, value]): [string, string] => [name, value]);
      const response = await fetch(url, { ...(options as RequestInit), headers: pairs });
      const readable = response.type === 'cors' || response.type === 'basic';
      if (!readable) return { ...nothing, type: response.type, error: undefined, ended: performance.now() };
      const body = await response.text();
      return {
        readable,
        type: response.type,
        status: response.status,
        headers: [...response.headers],
        body,
        url: response.url,
        error: undefined,
        began,
        ended: performance.now(),
      };
    } catch (error) {
      return { ...nothing, error: String(error), ended: performance.now() };
    }
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
